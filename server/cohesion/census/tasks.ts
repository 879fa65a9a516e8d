/** What waits for somebody of the office; closed, never deleted. */
import { sql } from 'kysely';
import { trace } from '../../kernel/audit/audit.ts';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { areaNames, currentAreas } from '../../kernel/divisions/areas.ts';
import type { TaskList } from './contract.ts';
import { fail } from './failures.ts';

const titles: Record<string, { zh: string; en: string }> = {
  name_differs: {
    zh: '报到的姓名与花名册不同，请核对是不是同一个人',
    en: 'The registered name differs from the roster: check whether it is the same person',
  },
  unassigned_worker: {
    zh: '有人报到但没有归到社区，请指定',
    en: 'Somebody registered without a community: assign one',
  },
  unassigned_site: {
    zh: '站点没有位置也没有社区，请定位',
    en: 'A site has neither point nor community: locate it',
  },
};

/** Open tasks of the actor's scope, oldest first, at most 200. */
export async function openTasks(tx: Transaction, actor: Actor): Promise<TaskList> {
  const names = areaNames(await currentAreas(tx, actor.street));
  const rows = await tx
    .selectFrom('tasks')
    .select(['id', 'kind', 'community', 'subject_kind', 'subject', 'created_at'])
    .where('street', '=', actor.street)
    .where('done_at', 'is', null)
    .where(sql<boolean>`(${actor.wide} or community = any(${[...actor.communities]}::text[]))`)
    .orderBy('created_at')
    .limit(200)
    .execute();
  return {
    tasks: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      title: titles[row.kind] ?? { zh: row.kind, en: row.kind },
      community: row.community
        ? { code: row.community, name: names.get(row.community) ?? row.community }
        : null,
      subjectKind: row.subject_kind,
      subject: row.subject,
      createdAt: row.created_at.toISOString(),
    })),
  };
}

/** Closes a task with what was decided. Throws `no_such_task` when it is closed or out of scope. */
export async function closeTask(tx: Transaction, actor: Actor, id: string, outcome: string): Promise<void> {
  const done = await tx
    .updateTable('tasks')
    .set({ done_at: sql`now()`, done_by: actor.id, outcome })
    .where('street', '=', actor.street)
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .where(sql<boolean>`(${actor.wide} or community = any(${[...actor.communities]}::text[]))`)
    .returning('id')
    .executeTakeFirst();
  if (!done) throw fail('no_such_task');
  await trace(tx, actor, { action: 'task.done', subjectKind: 'task', subject: id });
}
