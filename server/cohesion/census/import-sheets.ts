/** Sheets and columns of an imported table as staff see them, with a few samples that show a column but nobody's data. */
import type { SheetFound } from './contract.ts';
import { rowWithoutIdentity } from './identity.ts';
import { type Meaning, needsConsent, neverCollected } from './meanings.ts';
import { plainText } from './normalise.ts';
import type { SheetPreview } from './preview.ts';
import type { SiteSheet } from './sites.ts';
import { openWorkbook } from './source.ts';
import type { Sheet, Source } from './table.ts';

type Found = Pick<
  SheetPreview,
  'name' | 'hidden' | 'ticked' | 'rows' | 'headerRow' | 'signature' | 'columns'
>;

/** A sheet of a site list in the form of the roster's. */
export const siteSheetFound = ({ sheet, layout, headerRow, rows }: SiteSheet): Found => ({
  name: sheet.name,
  hidden: sheet.hidden,
  ticked: true,
  rows,
  headerRow,
  signature: layout.signature,
  columns: layout.columns,
});

/** Meanings whose values name no person: shown as they stand. */
const harmless: ReadonlySet<Meaning> = new Set([
  'site',
  'gender',
  'vehicle',
  'platform',
  'startDate',
  'community',
  'grid',
  'kind',
  'brand',
  'longitude',
  'latitude',
  'coordinates',
]);

/** Rows looked at for samples, and samples kept of a column. */
const rowsSampled = 30;
const mostSamples = 3;

/** The sheets with samples, in the order of the workbook; sheets that were not read at all have no columns. */
export async function sheetsFound(
  source: Source,
  found: readonly Found[],
  remembered: ReadonlySet<string>,
): Promise<SheetFound[]> {
  const workbook = await openWorkbook(source);
  try {
    const sheets: SheetFound[] = [];
    for (const sheet of workbook.sheets) {
      const one = found.find(({ name }) => name === sheet.name) ?? unread(sheet);
      const samples = await samplesOf(workbook.rows(sheet), one);
      sheets.push({
        name: one.name,
        hidden: one.hidden,
        ticked: one.ticked,
        rows: one.rows,
        headerRow: one.headerRow,
        signature: one.signature,
        columns: one.columns.map(({ column, title, letters, meaning, by }) => ({
          index: column,
          header: title || letters,
          meaning,
          by: by === 'hand' && remembered.has(one.signature) ? 'remembered' : (by ?? 'none'),
          kept: keptOf(meaning),
          samples: samples.get(column) ?? [],
        })),
      });
    }
    return sheets;
  } finally {
    await workbook.close();
  }
}

const unread = ({ name, hidden }: Sheet): Found => ({
  name,
  hidden,
  ticked: false,
  rows: 0,
  headerRow: null,
  signature: '',
  columns: [],
});

function keptOf(meaning: Meaning | null): SheetFound['columns'][number]['kept'] {
  if (meaning === null || meaning === 'ignored') return 'not_used';
  if (needsConsent(meaning)) return 'needs_consent';
  return neverCollected(meaning) ? 'dropped' : 'stored';
}

async function samplesOf(
  rows: ReturnType<Awaited<ReturnType<typeof openWorkbook>>['rows']>,
  { headerRow, columns }: Found,
): Promise<Map<number, string[]>> {
  const samples = new Map<number, string[]>();
  let looked = 0;
  for await (const raw of rows) {
    if (headerRow !== null && raw.row <= headerRow) continue;
    if (++looked > rowsSampled || columns.length === 0) break;
    const { row, columns: identity } = rowWithoutIdentity(raw);
    for (const { column, meaning } of columns) {
      const cell = row.cells[column];
      if (!cell || cell.spread === 'across' || identity.includes(column)) continue;
      const sample = sampleOf(cell.text, meaning);
      const kept = samples.get(column) ?? [];
      if (sample === null || kept.length === mostSamples || kept.includes(sample)) continue;
      samples.set(column, [...kept, sample]);
    }
  }
  return samples;
}

/** What may be shown of a cell: nothing of sensitive columns, the form only of everything that may name a person. */
function sampleOf(text: string, meaning: Meaning | null): string | null {
  if (meaning && (needsConsent(meaning) || neverCollected(meaning))) return null;
  const plain = plainText(text)
    .replace(/(?<=\d)[\s.·_-]+(?=\d{2})/g, '')
    .slice(0, 24);
  if (plain === '') return null;
  const withoutPhones = plain.replace(/\d{7,}/g, (digits) => `${digits.slice(0, 3)}****${digits.slice(-4)}`);
  if (meaning === 'phone' || meaning === 'secondPhone') return withoutPhones;
  if (meaning && harmless.has(meaning))
    return text
      .trim()
      .slice(0, 24)
      .replace(/\d{11,}/g, '***********');
  let letters = 0;
  return plain
    .replace(/\d{5,}/g, (digits) => `${digits.slice(0, 2)}${'*'.repeat(4)}`)
    .replace(/\p{L}/gu, (letter) => (letters++ === 0 ? letter : '*'))
    .replace(/(?<=\d\d)\d/g, '*');
}
