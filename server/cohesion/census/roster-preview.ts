/** The roster's part of a preview: all sheets read, people matched among each other and with the ledger. */
import type { Areas } from '../../kernel/divisions/boundaries.ts';
import type { Datum } from '../../kernel/divisions/datum.ts';
import type { HandMapping, Layout } from './columns.ts';
import { compareWithLedger, type Ledger, type LedgerMatch } from './comparison.ts';
import { type DoubtReason, type Person, rosterMatcher } from './matching.ts';
import { Refused } from './refusal.ts';
import { openRosterSheet, type Place, type RejectedRow, type RosterEntry, type SheetRead } from './roster.ts';
import { siteFinder } from './roster-sites.ts';
import { openWorkbook } from './source.ts';
import type { Sheet, Source } from './table.ts';

export type PreviewOptions = {
  readonly signal?: AbortSignal;
  /** Told which file and sheet is being read, rows so far and the share of the sheet, from 0 to 1. */
  readonly onProgress?: (progress: { file: string; sheet: string; rows: number; share: number }) => void;
  /** Datum of the boundary file; WGS84 unless set. */
  readonly gridDatum?: Datum;
  /** Datum of the site list; else named in its header, else proved by its claims. */
  readonly siteDatum?: Datum;
  /** Column meanings set by hand, by layout signature or by sheet name. */
  readonly mappings?: Readonly<Record<string, HandMapping>>;
  /** Whether a sheet is taken; visible ones are unless this says otherwise. */
  readonly ticked?: (file: string, sheet: Sheet) => boolean;
  readonly withNotes?: boolean;
  /** Areas that hold when no boundary file comes along. */
  readonly areas?: Areas;
  /** Communities of the street, for claims and for boundary files without codes. */
  readonly communities?: readonly { readonly code: string; readonly name: string }[];
  /** Names of sites known already. */
  readonly siteNames?: readonly string[];
};

export type Duplicate = Place & { readonly name: string; readonly phone: string; readonly first: Place };
export type TwoSites = Duplicate & { readonly sites: readonly string[] };
export type Ambiguous = Duplicate & {
  readonly why: DoubtReason;
  readonly firstName: string;
  readonly firstPhone: string;
  readonly entry: RosterEntry;
};
export type SecondPhone = Place & { readonly name: string; readonly phone: string; readonly second: string };

export type SheetPreview = {
  readonly file: string;
  readonly name: string;
  readonly hidden: boolean;
  readonly ticked: boolean;
  /** False when no name and phone columns were found. */
  readonly readable: boolean;
  /** Rows that name a person. */
  readonly rows: number;
  readonly headerRow: number | null;
  readonly hiddenRows: number;
  readonly skipped: SheetRead['skipped'];
  readonly signature: string;
  readonly columns: Layout['columns'];
};

export type FactColumn = {
  readonly file: string;
  readonly sheet: string;
  readonly column: string;
  readonly kind: string;
};

export type RosterPreview = {
  /** Rows that name a person and distinct people, of all sheets. */
  readonly rows: number;
  readonly people: number;
  /** The same of the ticked sheets; all lists below come from these. */
  readonly ticked: { readonly rows: number; readonly people: number };
  readonly sheets: readonly SheetPreview[];
  readonly rejected: readonly RejectedRow[];
  readonly duplicates: readonly Duplicate[];
  readonly ambiguous: readonly Ambiguous[];
  readonly twoSites: readonly TwoSites[];
  readonly secondPhones: readonly SecondPhone[];
  /** Columns whose facts need the person's consent, and columns that are never collected: neither is read. */
  readonly needsConsent: readonly FactColumn[];
  readonly droppedColumns: readonly FactColumn[];
  /** People of the ticked sheets, doubtful rows left out. */
  readonly persons: readonly Person[];
  /** How each of them compares with the ledger, in the same order. */
  readonly matches: readonly LedgerMatch[];
  /** Site names of the roster that no site list knows. */
  readonly unknownSites: readonly string[];
};

type Collected = { rows: number; rejected: RejectedRow[] };

/** Reads the sheets of all files, the ticked ones first, so that the lists speak of these alone. */
export async function previewRoster(
  sources: readonly Source[],
  siteNames: readonly string[],
  ledger: Ledger,
  options: PreviewOptions,
): Promise<RosterPreview> {
  const matcher = rosterMatcher();
  const knownSite = siteFinder(siteNames);
  const sheets: SheetPreview[] = [];
  const [duplicates, ambiguous, twoSites, secondPhones]: [
    Duplicate[],
    Ambiguous[],
    TwoSites[],
    SecondPhone[],
  ] = [[], [], [], []];
  const [needsConsent, droppedColumns]: [FactColumn[], FactColumn[]] = [[], []];
  const unknownSites = new Set<string>();
  const ticked: Collected = { rows: 0, rejected: [] };
  const unticked: Collected = { rows: 0, rejected: [] };

  const take = (entry: RosterEntry) => {
    const outcome = matcher.add(entry);
    const { file, sheet, row, name, phone, secondPhone, site } = entry;
    const place = { name, phone, file, sheet, row };
    const first = outcome.person.places[0]!;
    if (outcome.kind === 'duplicate') duplicates.push({ ...place, first });
    if (outcome.kind === 'twoSites')
      twoSites.push({ ...place, first, sites: [...outcome.person.sites.values()] });
    if (outcome.kind === 'ambiguous') {
      const { name: firstName, phone: firstPhone } = outcome.person.entry;
      ambiguous.push({ ...place, first, why: outcome.why, firstName, firstPhone, entry });
    }
    if (secondPhone) secondPhones.push({ ...place, second: secondPhone });
    if (site !== null && knownSite(site) === null) unknownSites.add(site);
  };

  const readOne = async (source: Source, wanted: boolean) => {
    const workbook = await openWorkbook(source);
    try {
      for (const sheet of workbook.sheets) {
        const isTicked = options.ticked?.(source.name, sheet) ?? !sheet.hidden;
        if (isTicked !== wanted) continue;
        const into = isTicked ? ticked : unticked;
        const before = into.rows;
        const { read, rows } = await openRosterSheet(workbook, sheet, {
          file: source.name,
          signal: options.signal,
          withNotes: options.withNotes,
          mappings: options.mappings,
          knownSite,
          onProgress: (share) =>
            options.onProgress?.({ file: source.name, sheet: sheet.name, rows: into.rows - before, share }),
        });
        for await (const line of rows) {
          into.rows++;
          if (line.kind === 'rejected') into.rejected.push(line.rejected);
          else if (isTicked) take(line.entry);
          else matcher.add(line.entry);
        }
        sheets.push(sheetPreview(source.name, sheet, isTicked, read, into.rows - before));
        factsOf(source.name, sheet, read, needsConsent, droppedColumns);
      }
    } finally {
      await workbook.close();
    }
  };

  for (const source of sources) await readOne(source, true);
  const persons = [...matcher.people()];
  const tickedCount = { rows: ticked.rows, people: matcher.count(ticked.rejected) };
  for (const source of sources) await readOne(source, false);
  refuseUnknownLayout(sources, sheets);
  const matches: LedgerMatch[] = [];
  for await (const match of compareWithLedger(persons, ledger, options.signal)) matches.push(match);
  return {
    rows: ticked.rows + unticked.rows,
    people: matcher.count([...ticked.rejected, ...unticked.rejected]),
    ticked: tickedCount,
    sheets,
    rejected: ticked.rejected,
    duplicates,
    ambiguous,
    twoSites,
    secondPhones,
    needsConsent,
    droppedColumns,
    persons,
    matches,
    unknownSites: [...unknownSites],
  };
}

/** A roster in which no sheet has a name and a phone column is no roster: better said than shown as empty. */
function refuseUnknownLayout(sources: readonly Source[], sheets: readonly SheetPreview[]): void {
  for (const { name } of sources) {
    if (sheets.some((sheet) => sheet.file === name && sheet.readable)) continue;
    throw new Refused({
      code: 'no_person_columns',
      file: name,
      zh: `${name}：没有找到姓名和电话两列，请检查表头，或手工指定各列含义。`,
      en: `${name}: no columns with names and phones were found; check the header or set the columns by hand.`,
    });
  }
}

function sheetPreview(
  file: string,
  sheet: Sheet,
  ticked: boolean,
  read: SheetRead,
  rows: number,
): SheetPreview {
  return {
    file,
    name: sheet.name,
    hidden: sheet.hidden,
    ticked,
    readable: read.readable,
    rows,
    headerRow: read.header.last,
    hiddenRows: read.hiddenRows,
    skipped: read.skipped,
    signature: read.layout.signature,
    columns: read.layout.columns,
  };
}

function factsOf(
  file: string,
  sheet: Sheet,
  read: SheetRead,
  consent: FactColumn[],
  dropped: FactColumn[],
): void {
  const place = { file, sheet: sheet.name };
  for (const { title, letters, kind } of read.layout.needsConsent)
    consent.push({ ...place, column: title || letters, kind });
  for (const { title, letters, kind } of read.layout.dropped)
    dropped.push({ ...place, column: title || letters, kind });
  for (const column of read.identityColumns) {
    const found = read.layout.columns[column];
    if (found?.meaning === 'identity') continue;
    dropped.push({
      ...place,
      column: found?.title || found?.letters || String(column + 1),
      kind: 'identity',
    });
  }
}
