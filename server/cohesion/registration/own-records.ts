/** What a worker may see of what was done with their data: who looked, and the notices they were sent. */
import { sql } from 'kysely';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { readTimeKey, timeKey } from '../../kernel/http/page-key.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { InAppBody } from '../../kernel/messages/messages.ts';
import type { Looks, Notices } from './contract.ts';

const pageSize = 20;

const whatWasDone: Record<string, { zh: string; en: string }> = {
  'worker.opened': { zh: '查看了您的登记信息', en: 'opened your record' },
  'worker.revealed': { zh: '查看了您的完整手机号', en: 'saw your whole phone number' },
  'worker.exported': { zh: '导出的表格中含有您的信息', en: 'exported a table that holds your data' },
};

/** 谁看过我的信息: looks by staff, newest first (PIPL art. 44–45). */
export async function looksAt(tx: Transaction, actor: Actor, after: string | undefined): Promise<Looks> {
  const key = after === undefined ? null : readTimeKey(after);
  const rows = await tx
    .selectFrom('audit_persons')
    .innerJoin('audit', (join) =>
      join.onRef('audit.street', '=', 'audit_persons.street').onRef('audit.id', '=', 'audit_persons.audit'),
    )
    .leftJoin('staff', (join) =>
      join.onRef('staff.street', '=', 'audit.street').on(sql<boolean>`staff.id::text = audit.actor`),
    )
    .select(['audit.id', 'audit.at', 'audit.action', 'audit.purpose', 'staff.name', 'staff.title'])
    .select(sql<string>`audit_persons.at::text`.as('exactly'))
    .where('audit_persons.street', '=', actor.street)
    .where('audit_persons.worker', '=', actor.id)
    .$if(key !== null, (query) =>
      query.where(
        sql<boolean>`(audit_persons.at, audit_persons.audit) < (${key?.at}::timestamptz, ${key?.id}::uuid)`,
      ),
    )
    .orderBy('audit_persons.at', 'desc')
    .orderBy('audit_persons.audit', 'desc')
    .limit(pageSize + 1)
    .execute();
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return {
    looks: page.map((row) => ({
      at: row.at.toISOString(),
      by: row.name ?? '系统',
      title: row.title,
      what: whatWasDone[row.action] ?? { zh: '使用了您的信息', en: 'used your data' },
      purpose: row.purpose,
    })),
    next: rows.length > pageSize && last ? timeKey(last.exactly, last.id) : null,
  };
}

/** In-app messages, newest first; being shown marks them read. */
export async function noticesOf(
  kernel: Kernel,
  tx: Transaction,
  actor: Actor,
  after: string | undefined,
): Promise<Notices> {
  const key = after === undefined ? null : readTimeKey(after);
  const rows = await tx
    .selectFrom('messages')
    .select(['id', 'created_at', 'body_cipher', 'ref_kind', 'ref', 'read_at'])
    .select(sql<string>`created_at::text`.as('exactly'))
    .where('street', '=', actor.street)
    .where('worker', '=', actor.id)
    .where('channel', '=', 'inapp')
    .$if(key !== null, (query) =>
      query.where(sql<boolean>`(created_at, id) < (${key?.at}::timestamptz, ${key?.id}::uuid)`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
    .execute();
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  const unread = page.filter((row) => row.read_at === null).map((row) => row.id);
  if (unread.length)
    await tx
      .updateTable('messages')
      .set({ read_at: sql`now()`, state: 'read' })
      .where('street', '=', actor.street)
      .where('id', 'in', unread)
      .execute();
  return {
    notices: page.map((row) => {
      const said = JSON.parse(
        kernel.cipher.open(actor.street, 'messages.body', row.body_cipher),
      ) as InAppBody;
      return {
        id: row.id,
        at: row.created_at.toISOString(),
        title: said.title,
        body: said.body,
        report: row.ref_kind === 'report' ? row.ref : null,
        read: row.read_at !== null,
      };
    }),
    next: rows.length > pageSize && last ? timeKey(last.exactly, last.id) : null,
  };
}
