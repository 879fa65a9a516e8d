/** Lets the boundaries before an import hold again, as new rows: what held in between stays in the history. */
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { changesOf } from './import-changes.ts';
import type { AreaLine } from './import-lines.ts';
import { beginAreas, followAreas } from './write-areas.ts';

/** Undoes boundaries; returns how many were kept because they have changed again since. */
export async function undoAreas(
  kernel: Kernel,
  tx: Transaction,
  actor: Actor,
  importId: string,
): Promise<number> {
  const { street } = actor;
  let kept = 0;
  const back: AreaLine[] = [];
  type Before = { begun: string | null; ended: string | null };
  for await (const batch of changesOf<Before>(tx, kernel.cipher, street, importId, 'area')) {
    const codes = batch.map(({ id }) => id);
    const ids = batch.flatMap(({ before }) => before?.ended ?? []);
    const present = await tx
      .selectFrom('areas')
      .select(['id', 'code', 'level', 'community', 'name'])
      .where('street', '=', street)
      .where('until', 'is', null)
      .where('code', 'in', codes)
      .execute();
    const earlier = ids.length
      ? await tx
          .selectFrom('areas')
          .select(['id', 'code', 'level', 'community', 'name', 'geometry'])
          .where('street', '=', street)
          .where('id', 'in', ids)
          .execute()
      : [];
    for (const { id: code, before } of batch) {
      const now = present.find((row) => row.code === code);
      if ((now?.id ?? null) !== (before?.begun ?? null)) {
        kept += 1;
        continue;
      }
      const old = earlier.find((row) => row.id === before?.ended);
      const shape = old ?? now;
      if (!shape) continue;
      const geometry = (old?.geometry ?? null) as { coordinates?: unknown } | null;
      back.push({
        code,
        level: shape.level as AreaLine['level'],
        community: shape.community,
        name: shape.name,
        area: geometry?.coordinates ?? null,
      });
    }
  }
  await beginAreas(tx, street, null, back, null);
  await followAreas(kernel, tx, actor, null);
  return kept;
}
