/** The trace as the auditor reads it: who did what to which row and why, without personal data (domain rules, section 3). */

import { sql } from 'kysely';
import { Type } from 'typebox';
import { entryOf } from '../access/access.ts';
import type { Routes } from '../http/app.ts';
import { PageQuery } from '../http/contract.ts';
import { failures } from '../http/problem.ts';
import { AuditPage } from '../identity/contract.ts';

const fail = failures({
  bad_after: {
    status: 400,
    zh: '翻页位置不对，请从第一页重新开始。',
    en: 'That page key is not one of ours: start from the first page.',
  },
});

const AuditQuery = Type.Object({ ...PageQuery, action: Type.Optional(Type.String({ maxLength: 60 })) });

export const routes: Routes = (app, kernel) => {
  app.get(
    '/api/v1/audit',
    { config: { access: ['auditor'] }, schema: { querystring: AuditQuery, response: { 200: AuditPage } } },
    (request) => {
      const { after, action, limit = 20 } = request.query;
      if (after !== undefined && !/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(after))
        throw fail('bad_after');
      return kernel.db.transaction(entryOf(request), async (tx, actor) => {
        const rows = await tx
          .selectFrom('audit')
          .leftJoin('staff', (join) =>
            join.onRef('staff.street', '=', 'audit.street').on(sql<boolean>`staff.id::text = audit.actor`),
          )
          .select([
            'audit.id',
            'audit.at',
            'actor_kind',
            'actor',
            'action',
            'subject_kind',
            'subject',
            'purpose',
            'staff.login',
          ])
          .where('audit.street', '=', actor.street)
          .$if(after !== undefined, (query) => query.where('audit.id', '<', after as string))
          .$if(action !== undefined, (query) => query.where('action', '=', action as string))
          .orderBy('audit.id', 'desc')
          .limit(limit + 1)
          .execute();
        const page = rows.slice(0, limit);
        return {
          entries: page.map((row) => ({
            id: row.id,
            at: row.at.toISOString(),
            actorKind: row.actor_kind,
            actor: row.login ?? row.actor,
            action: row.action,
            subjectKind: row.subject_kind,
            subject: row.subject,
            purpose: row.purpose,
          })),
          next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
        };
      });
    },
  );
};
