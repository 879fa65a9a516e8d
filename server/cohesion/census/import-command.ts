/**
 * `npm run -s import -- --preview --json sites=FILE grids=FILE roster=FILE`: what an import would do, without writing.
 * The same reading code serves the web page.
 */
import { basename } from 'node:path';
import { type Datum, datums } from '../../kernel/divisions/datum.ts';
import { emptyLedger } from './comparison.ts';
import { type ImportFiles, type ImportPreview, previewImport } from './preview.ts';
import { previewTable } from './preview-table.ts';
import type { PreviewOptions } from './roster-preview.ts';
import type { Source } from './table.ts';

export type ImportArguments = {
  readonly preview: boolean;
  readonly json: boolean;
  readonly files: ImportFiles;
  readonly options: PreviewOptions;
  /** 9-digit code of the street, when given. */
  readonly street: string | null;
};

const usage =
  '用法：npm run -s import -- [--preview] [--json] [sites=站点清单] [grids=边界.geojson] [roster=摸排表 …] [street=140213066]';

/** Reads the command line; a sentence when it cannot be understood. */
export function readArguments(given: readonly string[]): ImportArguments | { readonly problem: string } {
  const flags = new Set<string>();
  const rosters: Source[] = [];
  let [sites, grids]: [Source | undefined, Source | undefined] = [undefined, undefined];
  let street: string | null = null;
  const options: { gridDatum?: Datum; siteDatum?: Datum; withNotes?: boolean } = {};
  for (const one of given) {
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

/** Runs the command; returns the exit code. */
export async function runImport(
  given: readonly string[],
  out: (text: string) => void,
  err: (text: string) => void,
): Promise<number> {
  const read = readArguments(given);
  if ('problem' in read) {
    err(`${read.problem}\n`);
    return 2;
  }
  const communities = read.street ? await communitiesOfStreet(read.street) : undefined;
  const result = await previewImport(read.files, emptyLedger, { ...read.options, communities });
  if (!result.ok) {
    err(`${result.failure.zh} ${result.failure.en}\n`);
    return 2;
  }
  out(read.json ? `${JSON.stringify(previewJson(result.preview), null, 1)}\n` : previewTable(result.preview));
  return 0;
}

async function communitiesOfStreet(street: string) {
  const { communitiesOf } = await import('../../kernel/divisions/divisions.ts');
  return communitiesOf(street);
}

if (import.meta.main) {
  process.exitCode = await runImport(
    process.argv.slice(2),
    (text) => process.stdout.write(text),
    (text) => process.stderr.write(text),
  );
}
