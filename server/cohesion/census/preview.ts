/**
 * The preview of an import: files in, what would happen out. Nothing is written. The web route and the command line
 * both call `previewImport`; what the ledger and the street already hold comes in as look-ups.
 */
import { readFile } from 'node:fs/promises';
import { type Areas, type BoundaryRead, readBoundaries } from '../../kernel/divisions/boundaries.ts';
import type { Datum } from '../../kernel/divisions/datum.ts';
import { communitiesOf } from '../../kernel/divisions/divisions.ts';
import type { BoundaryIssue } from '../../kernel/divisions/issues.ts';
import type { HandMapping, Layout } from './columns.ts';
import { compareWithLedger, type Ledger, type LedgerMatch } from './comparison.ts';
import { type DoubtReason, type Person, rosterMatcher } from './matching.ts';
import { chooseDatum, type DatumChoice, type PlacedSite, placeSite } from './placing.ts';
import {
  openRosterSheet,
  type Place,
  type RejectedRow,
  type RosterEntry,
  type SheetRead,
  siteFinder,
} from './roster.ts';
import { type RejectedSite, readSites } from './sites.ts';
import { openWorkbook } from './source.ts';
import { type Sheet, type Source, Unreadable } from './table.ts';

export type ImportFiles = {
  readonly sites?: Source;
  readonly grids?: Source;
  readonly rosters?: readonly Source[];
};

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

export type ImportPreview = {
  readonly sites: readonly PlacedSite[];
  readonly sitesRejected: readonly RejectedSite[];
  readonly siteDatum: DatumChoice | null;
  readonly boundaries: BoundaryRead | null;
  readonly roster: RosterPreview;
};

/** Why a preview could not be made: a code, the file, and sentences that say what to do. */
export type PreviewFailure = {
  readonly code: string;
  readonly file: string;
  readonly zh: string;
  readonly en: string;
  readonly issues?: readonly BoundaryIssue[];
};
export type PreviewResult =
  | { readonly ok: true; readonly preview: ImportPreview }
  | { readonly ok: false; readonly failure: PreviewFailure };

/** Raised inside this file only; `previewImport` turns it into a value. */
class Refused extends Error {
  readonly failure: PreviewFailure;
  constructor(failure: PreviewFailure) {
    super(failure.zh);
    this.failure = failure;
  }
}

/** Reads the files and says what importing them would do. Throws only the signal's reason when cancelled. */
export async function previewImport(
  files: ImportFiles,
  ledger: Ledger,
  options: PreviewOptions = {},
): Promise<PreviewResult> {
  try {
    const boundaries = files.grids ? await boundariesOf(files.grids, options) : null;
    const areas = boundaries?.areas ?? options.areas ?? { communities: [], grids: [] };
    const list = files.sites
      ? await sitesOf(files.sites, areas, options)
      : { sites: [], rejected: [], datum: null };
    const names = [...(options.siteNames ?? []), ...list.sites.map(({ entry }) => entry.name)];
    const roster = await rosterOf(files.rosters ?? [], names, ledger, options);
    return {
      ok: true,
      preview: { sites: list.sites, sitesRejected: list.rejected, siteDatum: list.datum, boundaries, roster },
    };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, failure: error.failure };
    if (error instanceof Unreadable) {
      const { code, file, zh, en } = error;
      return { ok: false, failure: { code, file, zh, en } };
    }
    throw error;
  }
}

/** Whether the names of the street's communities would help to read a boundary file. */
const lacksNames = ({ areas, errors }: BoundaryRead): boolean =>
  areas.communities.some(({ code, name }) => code === name) ||
  errors.some(({ code }) => code === 'code_missing' || code === 'community_unknown');

async function boundariesOf(source: Source, options: PreviewOptions): Promise<BoundaryRead> {
  let text: string;
  try {
    text =
      source.path === undefined
        ? Buffer.from(source.bytes).toString('utf8')
        : await readFile(source.path, 'utf8');
  } catch {
    throw new Unreadable('not_found', source.name);
  }
  const datum = options.gridDatum;
  let read = readBoundaries(text, { datum, known: options.communities });
  if (!options.communities && lacksNames(read)) {
    const street = /(?<!\d)(\d{9})\d{3}(?!\d)/.exec(text)?.[1] ?? '';
    read = readBoundaries(text, { datum, known: await communitiesOf(street) });
  }
  if (!read.ok) {
    const [first] = read.errors;
    const more = read.errors.length > 1 ? read.errors.length - 1 : 0;
    throw new Refused({
      code: first!.code,
      file: source.name,
      zh: `${source.name}：${first!.zh}${more ? `（另有 ${more} 处）` : ''}`,
      en: `${source.name}: ${first!.en}${more ? ` (and ${more} more)` : ''}`,
      issues: read.errors,
    });
  }
  return read;
}

async function sitesOf(source: Source, areas: Areas, options: PreviewOptions) {
  const workbook = await openWorkbook(source);
  try {
    const read = await readSites(workbook, {
      file: source.name,
      signal: options.signal,
      mappings: options.mappings,
    });
    if (!read.sheets.some(({ readable }) => readable))
      throw new Refused({
        code: 'no_site_column',
        file: source.name,
        zh: `${source.name}：没有找到站点名称一列，请检查表头，或手工指定各列含义。`,
        en: `${source.name}: no column with names of sites was found; check the header or set the columns by hand.`,
      });
    const datum = chooseDatum(read.sites, areas, read.datum, options.siteDatum);
    const sites = read.sites.map((entry) => placeSite(entry, areas, datum.datum, options.communities ?? []));
    return { sites, rejected: read.rejected, datum };
  } finally {
    await workbook.close();
  }
}

type Collected = { rows: number; rejected: RejectedRow[] };

async function rosterOf(
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
