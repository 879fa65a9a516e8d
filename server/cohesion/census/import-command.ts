/**
 * `npm run -s import -- --street 140213066 sites=FILE grids=FILE roster=FILE` imports into the installation of DATA_DIR or
 * DATABASE_URL, running or not; with `--preview` it says what an import would do, and writes nothing. The same code
 * serves the web page.
 */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Config, readConfig } from '../../kernel/config/config.ts';
import { isRefusal } from '../../kernel/config/refusal.ts';
import { type Datum, datums } from '../../kernel/divisions/datum.ts';
import type { Compared } from './command-ledger.ts';
import { emptyLedger } from './comparison.ts';
import { type ImportFiles, type ImportPreview, previewImport } from './preview.ts';
import { previewTable } from './preview-table.ts';
import type { PreviewOptions } from './roster-preview.ts';
import { type Source, Unreadable } from './table.ts';

export type ImportArguments = {
  readonly preview: boolean;
  readonly json: boolean;
  readonly files: ImportFiles;
  readonly options: PreviewOptions;
  /** 9-digit code of the street, when given. */
  readonly street: string | null;
};

const usage =
  '用法：npm run -s import -- [--preview] [--json] [--street 140213066] [sites=站点清单] [grids=边界.geojson] [roster=摸排表 …]';

/** Reads the command line; a sentence when it cannot be understood. */
export function readArguments(given: readonly string[]): ImportArguments | { readonly problem: string } {
  const flags = new Set<string>();
  const rosters: Source[] = [];
  let [sites, grids]: [Source | undefined, Source | undefined] = [undefined, undefined];
  let street: string | null = null;
  const options: { gridDatum?: Datum; siteDatum?: Datum; withNotes?: boolean } = {};
  // `--street 140213066`, `--street=140213066` and `street=140213066` are one.
  const words = given
    .join('\0')
    .replace(/(^|\0)--street[=\0]/g, '$1street=')
    .split('\0');
  for (const one of words) {
    if (['--preview', '--json', '--notes'].includes(one)) {
      flags.add(one);
      continue;
    }
    const [, key, value] = /^([a-z-]+)=(.+)$/s.exec(one) ?? [];
    if (!key || !value) return { problem: `看不懂“${one}”。${usage}` };
    const source: Source = { name: basename(value), path: value };
    if (key === 'sites' && !sites) sites = source;
    else if (key === 'grids' && !grids) grids = source;
    else if (key === 'roster') rosters.push(source);
    else if (key === 'street' && /^\d{9}$/.test(value)) street = value;
    else if (key === 'site-datum' && isDatum(value)) options.siteDatum = value;
    else if (key === 'grid-datum' && isDatum(value)) options.gridDatum = value;
    else return { problem: `看不懂“${one}”，或写了两次。${usage}` };
  }
  if (!sites && !grids && rosters.length === 0) return { problem: `没有给出文件。${usage}` };
  return {
    preview: flags.has('--preview'),
    json: flags.has('--json'),
    files: { sites, grids, rosters },
    options: { ...options, withNotes: flags.has('--notes') },
    street,
  };
}

const isDatum = (value: string): value is Datum => (datums as readonly string[]).includes(value);

/** The preview as the command prints it with `--json`. */
export function previewJson({ sites, sitesRejected, siteDatum, boundaries, roster }: ImportPreview) {
  const count = (outcome: string) => roster.matches.filter((match) => match.outcome === outcome).length;
  return {
    sites: sites.map(({ entry, claimed, assignment }) => ({
      name: entry.name,
      grid: assignment.grid,
      claimed,
      disagrees: assignment.disagrees,
    })),
    roster: {
      rows: roster.rows,
      people: roster.people,
      rejected: roster.rejected.map(({ sheet, row, column, value, reason }) => ({
        sheet,
        row,
        column,
        value,
        reason,
      })),
      duplicates: roster.duplicates.map(({ name, sheet, row }) => ({ name, sheet, row })),
      ambiguous: roster.ambiguous.map(({ name, phone, sheet, row }) => ({ name, phone, sheet, row })),
      twoSites: roster.twoSites.map(({ name, sheet, row }) => ({ name, sheet, row })),
      ticked: roster.ticked,
      sheets: roster.sheets.map(({ file, name, hidden, ticked, readable, rows, headerRow, hiddenRows }) => ({
        file,
        name,
        hidden,
        ticked,
        readable,
        rows,
        headerRow,
        hiddenRows,
      })),
      ledger: {
        new: count('new'),
        changed: count('changed'),
        unchanged: count('unchanged'),
        toDecide: count('to_decide'),
      },
    },
    sitesRejected: sitesRejected.map(({ sheet, row, column, value, reason }) => ({
      sheet,
      row,
      column,
      value,
      reason,
    })),
    siteDatum,
    assignments: sites.map(({ entry, assignment }) => ({
      name: entry.name,
      community: assignment.community,
      reason: assignment.reason,
      flagged: assignment.flagged,
    })),
    boundaryWarnings:
      boundaries?.warnings.map(({ code, feature, detail }) => ({ code, feature, detail })) ?? [],
    needsConsent: roster.needsConsent,
    droppedColumns: roster.droppedColumns,
  };
}

/** Runs the command; returns the exit code: 0 done, 2 when the person can put it right. */
export async function runImport(
  given: readonly string[],
  out: (text: string) => void,
  err: (text: string) => void,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<number> {
  const read = readArguments(given);
  if ('problem' in read) {
    err(`${read.problem}\n`);
    return 2;
  }
  try {
    const config = readConfig(env);
    return read.preview ? await preview(read, config, out, err) : await write(read, config, out, err);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    err(`${error.zh}\n${error.en}\n`);
    return 2;
  }
}

type Say = (text: string) => void;

async function preview(read: ImportArguments, config: Config, out: Say, err: Say): Promise<number> {
  const known = await communitiesOfStreet(read.street);
  const compare = ({ ledger, options }: Compared) =>
    previewImport(read.files, ledger, { ...options, ...read.options, ...known });
  const result = hasKeys(config)
    ? await (await import('./command-ledger.ts')).withLedger(config, read.street, compare)
    : await compare({ ledger: emptyLedger, options: {} });
  if (!result.ok) {
    err(`${result.failure.zh} ${result.failure.en}\n`);
    return 2;
  }
  out(read.json ? `${JSON.stringify(previewJson(result.preview), null, 1)}\n` : previewTable(result.preview));
  return 0;
}

async function write(read: ImportArguments, config: Config, out: Say, err: Say): Promise<number> {
  const missing = filesOf(read.files).find(({ path }) => !path || !existsSync(path));
  if (missing) {
    const { zh, en } = new Unreadable('not_found', missing.name);
    err(`${zh} ${en}\n`);
    return 2;
  }
  const { withInstallation } = await import('./command-ledger.ts');
  const { importFiles, importSaid } = await import('./import-files.ts');
  const done = await withInstallation(config, read.street, (kernel, street) =>
    importFiles(kernel, street, read),
  );
  const failed = done.some(({ state }) => state !== 'confirmed');
  if (read.json)
    out(
      `${JSON.stringify(
        done.map(({ id, kind, fileName, state, summary, failure }) => ({
          ...{ id, kind, fileName, state, failure },
          counts: summary.counts ?? {},
        })),
        null,
        1,
      )}\n`,
    );
  for (const record of done) {
    const say = record.state === 'confirmed' ? out : err;
    if (!read.json || record.state !== 'confirmed') say(`${importSaid(record)}\n`);
  }
  if (!failed && !read.json) out('7 天内可以在工作台“导入”中整体撤销。\n');
  return failed ? 2 : 0;
}

const filesOf = ({ sites, grids, rosters = [] }: ImportFiles): Source[] =>
  [grids, sites, ...rosters].filter((source) => source !== undefined);

/** Communities of a street that was named; else those of the ledger or of the files stand. */
async function communitiesOfStreet(street: string | null): Promise<Pick<PreviewOptions, 'communities'>> {
  if (!street) return {};
  const { communitiesOf } = await import('../../kernel/divisions/divisions.ts');
  return { communities: await communitiesOf(street) };
}

/** Without keys there is no installation, and nothing of one needs to be loaded. */
const hasKeys = ({ dataDir }: Config) => existsSync(join(dataDir, 'keys.json'));

if (import.meta.main) {
  // Whoever reads through a pipe may stop before the end.
  process.stdout.on('error', () => {});
  process.exitCode = await runImport(
    process.argv.slice(2),
    (text) => process.stdout.write(text),
    (text) => process.stderr.write(text),
  );
}
