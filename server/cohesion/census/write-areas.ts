/** Confirms boundaries: old ones end, new ones begin, sites and people go where they belong, all in one step. */
import { sql } from 'kysely';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { newId } from '../../kernel/database/id.ts';
import { currentAreas } from '../../kernel/divisions/areas.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { movedSites, moveSites } from './affected.ts';
import { type ChangeLog, changeLog } from './import-changes.ts';
import { type AreaLine, eachBatch } from './import-lines.ts';
import { sitesByKey } from './site-lines.ts';

/** Boundaries of the import that change what holds. */
export async function areaLinesOf(
  kernel: Kernel,
  tx: Transaction,
  street: string,
  importId: string,
): Promise<AreaLine[]> {
  const found: AreaLine[] = [];
  for await (const lines of eachBatch(tx, kernel.cipher, street, importId, { outcomes: ['new', 'changed'] }))
    for (const { body } of lines) if (body.area) found.push(body.area);
  return found;
}

/** Writes the boundaries of the import and moves sites and people. */
export async function writeAreas(
  kernel: Kernel,
  tx: Transaction,
  actor: Actor,
  importId: string,
  onProgress: (rows: number) => void,
): Promise<void> {
  const log = changeLog(tx, kernel.cipher, actor.street, importId);
  const lines = await areaLinesOf(kernel, tx, actor.street, importId);
  await beginAreas(tx, actor.street, importId, lines, log);
  onProgress(lines.length);
  await followAreas(kernel, tx, actor, log);
}

/** Ends the present boundaries of these codes and begins the given ones. */
export async function beginAreas(
  tx: Transaction,
  street: string,
  importId: string | null,
  lines: readonly AreaLine[],
  log: ChangeLog | null,
): Promise<void> {
  if (lines.length === 0) return;
  const ended = await sql<{ id: string; code: string; kind: string }>`
    update areas set until = now()
    where street = ${street} and until is null and code = any(${lines.map(({ code }) => code)}::text[])
    returning id, code, kind`.execute(tx);
  const before = new Map(ended.rows.map((row) => [row.code, row]));
  const begun = lines
    .filter(({ level, area }) => level === 'community' || area)
    .map(({ code, level, community, name, area }) => ({
      street,
      id: newId(),
      code,
      level,
      kind:
        level === 'grid' ? 'grid' : (before.get(code)?.kind ?? (/村$/.test(name) ? 'village' : 'community')),
      community,
      name,
      geometry: area ? JSON.stringify({ type: 'MultiPolygon', coordinates: area }) : null,
      import: importId,
    }));
  for (let at = 0; at < begun.length; at += 500)
    await tx
      .insertInto('areas')
      .values(begun.slice(at, at + 500))
      .execute();
  const begunIds = new Map(begun.map(({ code, id }) => [code, id]));
  await log?.keep(
    lines.map(({ code }) => ({
      changed: 'area',
      id: code,
      before: { begun: begunIds.get(code) ?? null, ended: before.get(code)?.id ?? null },
    })),
  );
}

/** After boundaries changed: every site is placed anew, and its people follow. */
export async function followAreas(
  kernel: Kernel,
  tx: Transaction,
  actor: Actor,
  log: ChangeLog | null,
): Promise<void> {
  const areas = await currentAreas(tx, actor.street);
  const sites = await sitesByKey(tx, kernel.cipher, actor.street);
  await moveSites(tx, actor, movedSites(sites.values(), areas), log);
}
