/** A worker's points as they read them, and the policy as everyone can read it. */
import { sql } from 'kysely';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { readIdKey } from '../../kernel/http/page-key.ts';
import { failures } from '../../kernel/http/problem.ts';
import type { MyPoints, Policy } from './contract.ts';
import { balanceOf } from './transfers.ts';

const fail = failures({
  no_policy: { status: 404, zh: '还没有生效的积分管理办法。', en: 'No points policy is in force yet.' },
});

/** Balance and history, newest first; every line cites its rule and its proof. */
export async function myPoints(
  tx: Transaction,
  actor: Actor,
  after: string | undefined,
  limit: number,
): Promise<MyPoints> {
  const { street } = actor;
  const rows = await tx
    .selectFrom('transfers')
    .innerJoin('point_accounts as credited', (join) =>
      join.onRef('credited.street', '=', 'transfers.street').onRef('credited.id', '=', 'transfers.credit'),
    )
    .leftJoin('point_rules', (join) =>
      join
        .onRef('point_rules.street', '=', 'transfers.street')
        .onRef('point_rules.version', '=', 'transfers.version')
        .onRef('point_rules.rule', '=', 'transfers.rule'),
    )
    .select([
      'transfers.id',
      'transfers.at',
      'transfers.amount',
      'transfers.reason',
      'transfers.rule',
      'transfers.version',
      'transfers.proof_kind',
      'transfers.proof',
      'transfers.expires_at',
      'credited.kind as credited',
      'point_rules.en',
      'transfers.proof_label',
    ])
    .where('transfers.street', '=', street)
    .where('transfers.worker', '=', actor.id)
    .$if(after !== undefined, (query) => query.where('transfers.id', '<', readIdKey(after) as string))
    .orderBy('transfers.id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  return {
    balance: await balanceOf(tx, street, actor.id),
    transfers: page.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      amount: row.credited === 'available' ? row.amount : -row.amount,
      title: { zh: row.reason, en: row.en ?? row.reason },
      rule: row.rule,
      version: row.version,
      proofKind: row.proof_kind,
      proof: row.proof,
      proofLabel: row.proof_label,
      expiresAt: row.expires_at?.toISOString() ?? null,
    })),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** The version in force. Throws `no_policy`. */
export async function policyInForce(tx: Transaction, street: string): Promise<Policy> {
  const policy = await tx
    .selectFrom('point_policies')
    .select(['version', 'text_zh', 'text_en', 'since'])
    .where('street', '=', street)
    .where('approved_by', 'is not', null)
    .where('since', '<=', sql<Date>`now()`)
    .where((e) => e.or([e('until', 'is', null), e('until', '>', sql<Date>`now()`)]))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!policy?.since) throw fail('no_policy');
  const rules = await tx
    .selectFrom('point_rules')
    .select(['rule', 'zh', 'en', 'amount', 'cap', 'cap_per'])
    .where('street', '=', street)
    .where('version', '=', policy.version)
    .orderBy('rule')
    .execute();
  return {
    version: policy.version,
    since: policy.since.toISOString(),
    text: { zh: policy.text_zh, en: policy.text_en },
    rules: rules.map((rule) => ({
      rule: rule.rule,
      name: { zh: rule.zh, en: rule.en },
      amount: rule.amount,
      cap: rule.cap,
      capPer: rule.cap_per,
    })),
  };
}
