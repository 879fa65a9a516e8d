/** The import command without `--preview`: boundaries, then sites, then rosters, and what came of each. */
import { resolve } from 'node:path';
import type { Kernel } from '../../kernel/kernel.ts';
import type { ImportArguments } from './import-command.ts';
import { type ImportNow, importNow } from './import-now.ts';
import type { ImportRow } from './import-record.ts';
import type { Source } from './table.ts';

const kindNames = { areas: '网格边界', sites: '站点清单', roster: '摸排表' };
const outcomeNames: readonly (readonly [string, string])[] = [
  ['new', '新增'],
  ['changed', '更新'],
  ['unchanged', '不变'],
  ['to_decide', '待定（没有导入）'],
  ['rejected', '有误（没有导入）'],
  ['duplicate', '重复'],
];

/** Imports the files one after another and stops at the first that fails. */
export async function importFiles(
  kernel: Kernel,
  street: string,
  { files, options }: ImportArguments,
): Promise<ImportRow[]> {
  const wishes: ImportNow[] = [
    ...(files.grids ? [{ kind: 'areas' as const, file: named(files.grids), datum: options.gridDatum }] : []),
    ...(files.sites ? [{ kind: 'sites' as const, file: named(files.sites), datum: options.siteDatum }] : []),
    ...(files.rosters ?? []).map((source) => ({
      kind: 'roster' as const,
      file: named(source),
      keepNotes: options.withNotes,
    })),
  ];
  const done: ImportRow[] = [];
  for (const wish of wishes) {
    const record = await importNow(kernel, street, wish);
    done.push(record);
    if (record.state !== 'confirmed') break;
  }
  return done;
}

const named = (source: Source): ImportNow['file'] => ({
  name: source.name,
  path: resolve(source.path ?? ''),
});

/** One import as a person reads it. */
export function importSaid({ kind, fileName, state, summary, failure }: ImportRow): string {
  if (state !== 'confirmed') return `${kindNames[kind]} ${fileName}：没有导入。${failure?.zh ?? ''}`;
  const counts = outcomeNames.flatMap(([outcome, name]) => {
    const count = summary.counts?.[outcome] ?? 0;
    return count > 0 ? [`${name} ${count}`] : [];
  });
  const warnings = (summary.warnings ?? []).map(({ zh }) => `\n  · ${zh}`);
  return `${kindNames[kind]} ${fileName}：${counts.join('，') || '没有内容'}${warnings.join('')}`;
}
