/**
 * The preview of an import: files in, what would happen out. Nothing is written. The web route and the command line
 * both call `previewImport`; what the ledger and the street already hold comes in as look-ups.
 */
import { readFile } from 'node:fs/promises';
import { type Areas, type BoundaryRead, readBoundaries } from '../../kernel/divisions/boundaries.ts';
import { communitiesOf } from '../../kernel/divisions/divisions.ts';
import type { Ledger } from './comparison.ts';
import { chooseDatum, type DatumChoice, type PlacedSite, placeSite } from './placing.ts';
import { type PreviewFailure, Refused } from './refusal.ts';
import { type PreviewOptions, previewRoster, type RosterPreview } from './roster-preview.ts';
import { type RejectedSite, readSites, type SiteSheet } from './sites.ts';
import { openWorkbook } from './source.ts';
import { type Source, Unreadable } from './table.ts';

export type { PreviewFailure } from './refusal.ts';
export type {
  Ambiguous,
  Duplicate,
  FactColumn,
  PreviewOptions,
  RosterPreview,
  SecondPhone,
  SheetPreview,
  TwoSites,
} from './roster-preview.ts';

export type ImportFiles = {
  readonly sites?: Source;
  readonly grids?: Source;
  readonly rosters?: readonly Source[];
};

export type ImportPreview = {
  readonly sites: readonly PlacedSite[];
  readonly sitesRejected: readonly RejectedSite[];
  readonly siteSheets: readonly SiteSheet[];
  readonly siteDatum: DatumChoice | null;
  readonly boundaries: BoundaryRead | null;
  readonly roster: RosterPreview;
};

export type PreviewResult =
  | { readonly ok: true; readonly preview: ImportPreview }
  | { readonly ok: false; readonly failure: PreviewFailure };

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
      : { sites: [], rejected: [], sheets: [], datum: null };
    const names = [...(options.siteNames ?? []), ...list.sites.map(({ entry }) => entry.name)];
    const roster = await previewRoster(files.rosters ?? [], names, ledger, options);
    return {
      ok: true,
      preview: {
        sites: list.sites,
        sitesRejected: list.rejected,
        siteSheets: list.sheets,
        siteDatum: list.datum,
        boundaries,
        roster,
      },
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
    const written = /(?<!\d)\d{12}(?:\d{3})?(?!\d)/.exec(text)?.[0];
    const street = (read.areas.communities[0]?.code ?? written ?? '').slice(0, 9);
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
      ticked: (sheet) => options.ticked?.(source.name, sheet) ?? !sheet.hidden,
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
    return { sites, rejected: read.rejected, sheets: read.sheets, datum };
  } finally {
    await workbook.close();
  }
}
