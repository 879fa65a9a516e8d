/** Reads the file of an import in the background: progress, then lines and a summary; nothing of the ledger changes. */
import { currentAreas } from '../../kernel/divisions/areas.ts';
import { communitiesOf } from '../../kernel/divisions/divisions.ts';
import type { Said } from '../../kernel/http/contract.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { areaLines } from './area-lines.ts';
import type { ImportKind, SheetFound } from './contract.ts';
import { importPath, removeUpload } from './import-file.ts';
import { rememberedLayouts } from './import-layouts.ts';
import { deleteLines, type NewLine, writeLines } from './import-lines.ts';
import { type ImportRow, importById, moveImport } from './import-record.ts';
import { sheetsFound, siteSheetFound } from './import-sheets.ts';
import { previewWarnings } from './import-warnings.ts';
import { ledgerOf } from './ledger-persons.ts';
import { type ImportFiles, type ImportPreview, type PreviewOptions, previewImport } from './preview.ts';
import { rosterLines } from './roster-lines.ts';
import { siteLines, sitesByKey } from './site-lines.ts';
import type { Source } from './table.ts';

/** Progress is written at most this often (milliseconds). */
const progressEvery = 500;

/** Reads the import and leaves it `previewed`, or `failed` with a sentence; a cancelled one stays cancelled. */
export async function readImport(
  kernel: Kernel,
  street: string,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await readAll(kernel, street, id, signal);
  } catch (error) {
    if (signal.aborted && error === signal.reason) return;
    const failure =
      error instanceof Failed
        ? { code: error.code, ...error.said }
        : {
            code: 'unexpected',
            zh: '读取时系统出了问题，请重新上传；若还不行，请联系管理员。',
            en: 'Reading failed on our side: upload the file again, and tell the administrator if it stays.',
          };
    await removeUpload(kernel, street, id);
    await kernel.db.transaction({ as: 'system', street }, (tx) =>
      moveImport(tx, street, id, ['reading'], 'failed', { failure }),
    );
    if (!(error instanceof Failed)) throw error;
  }
}

/** Raised inside this file only: the file cannot be used, said in the reading engine's sentence. */
class Failed extends Error {
  readonly code: string;
  readonly said: Said;
  constructor(code: string, said: Said) {
    super(said.en);
    this.code = code;
    this.said = said;
  }
}

async function readAll(kernel: Kernel, street: string, id: string, signal: AbortSignal): Promise<void> {
  const { db, cipher } = kernel;
  const system = { as: 'system', street } as const;
  const { record, areas, sites, layouts } = await db.transaction(system, async (tx) => {
    const found = await importById(tx, street, id);
    return {
      record: found,
      areas: await currentAreas(tx, street),
      sites: await sitesByKey(tx, cipher, street),
      layouts: await rememberedLayouts(tx, street, found.kind),
    };
  });
  if (record.state !== 'reading') return;
  const source: Source = { name: record.fileName, path: importPath(kernel, street, id) };
  const ledger = ledgerOf(db, cipher, street);
  const options: PreviewOptions = {
    signal,
    gridDatum: record.kind === 'areas' ? record.options.datum : undefined,
    siteDatum: record.kind === 'sites' ? record.options.datum : undefined,
    mappings: { ...record.options.bySheet, ...layouts },
    ticked: (_, sheet) => record.options.ticked?.[sheet.name] ?? !sheet.hidden,
    withNotes: record.options.keepNotes,
    areas,
    communities:
      areas.communities.length > 0
        ? areas.communities.map(({ code, name }) => ({ code, name }))
        : await communitiesOf(street),
    siteNames: [...sites.values()].map(({ name }) => name),
    onProgress: progressOf(kernel, street, id),
  };
  const result = await previewImport(filesOf(record.kind, source), ledger, options);
  if (!result.ok) throw new Failed(result.failure.code, { zh: result.failure.zh, en: result.failure.en });
  const { preview } = result;
  signal.throwIfAborted();

  const names = new Map([...areas.communities, ...areas.grids].map(({ code, name }) => [code, name]));
  const placeName = (community: string | null, grid: string | null) =>
    [community, grid].flatMap((code) => (code ? [names.get(code) ?? code] : [])).join(' ') || null;
  const lines =
    record.kind === 'roster'
      ? await rosterLines(preview.roster, ledger, signal)
      : record.kind === 'sites'
        ? siteLines(preview, sites, placeName)
        : areaLines(preview.boundaries?.areas ?? { communities: [], grids: [] }, areas);
  const summary = {
    counts: countsOf(lines),
    sheets: await sheetsOf(record, source, preview, new Set(Object.keys(layouts))),
    warnings: previewWarnings(record.kind, preview, placeName),
  };
  const rows = Math.max(preview.roster.rows, lines.length);
  await db.transaction(system, async (tx) => {
    await deleteLines(tx, street, id);
    for (let at = 0; at < lines.length; at += 10_000) {
      signal.throwIfAborted();
      await writeLines(tx, cipher, street, id, lines.slice(at, at + 10_000));
    }
    const changed = { summary, progress: { rows, of: rows }, failure: null };
    if (!(await moveImport(tx, street, id, ['reading'], 'previewed', changed)))
      await deleteLines(tx, street, id);
  });
}

const filesOf = (kind: ImportKind, source: Source): ImportFiles =>
  kind === 'roster' ? { rosters: [source] } : kind === 'sites' ? { sites: source } : { grids: source };

function countsOf(lines: readonly NewLine[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of lines) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

async function sheetsOf(
  record: ImportRow,
  source: Source,
  preview: ImportPreview,
  layouts: ReadonlySet<string>,
): Promise<SheetFound[]> {
  if (record.kind === 'areas') return [];
  const found = record.kind === 'roster' ? preview.roster.sheets : preview.siteSheets.map(siteSheetFound);
  const hand = new Set(record.options.hand);
  return sheetsFound(source, found, new Set([...layouts].filter((signature) => !hand.has(signature))));
}

/** Writes how far reading is; when the import is not being read any more (cancelled elsewhere) nothing is written. */
function progressOf(kernel: Kernel, street: string, id: string): PreviewOptions['onProgress'] {
  let [last, before, current] = [Date.now(), 0, ''];
  let rowsOfSheet = 0;
  return ({ sheet, rows, share }) => {
    if (sheet !== current) [before, current] = [before + rowsOfSheet, sheet];
    rowsOfSheet = rows;
    if (Date.now() - last < progressEvery) return;
    last = Date.now();
    const of = share > 0.01 ? before + Math.round(rows / Math.min(1, share)) : null;
    const progress = { rows: before + rows, of };
    kernel.db
      .transaction({ as: 'system', street }, (tx) =>
        moveImport(tx, street, id, ['reading'], 'reading', { progress }),
      )
      .catch(() => {});
  };
}
