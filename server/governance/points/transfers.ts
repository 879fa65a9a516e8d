/**
 * The points ledger: double entry, append-only (domain rules, section 6). Points go from the street's issue account to a
 * worker's available one; only worker accounts keep a balance, checked by the database to be 0 or more.
 */
import { sql } from 'kysely';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { newId } from '../../kernel/database/id.ts';
import { awardAmount, capSince, expiryOf } from './award.ts';
import { transferHash } from './chain.ts';
import type { CapPer, PointRule, RuleCode } from './policy.ts';

export interface Award {
  worker: string;
  rule: RuleCode;
  /** the record that proves it; one award for one proof and rule */
  proof: { kind: string; id: string; label?: string };
  /** units: hours of a duty, 2 for an urgent report; 1 unless said */
  times?: number;
}

/**
 * Awards points by the policy in force, inside the caller's transaction, and returns how many: 0 when this proof was
 * rewarded before, the cap is reached, or no policy is in force. The worker's account is locked first, so that caps hold
 * under any concurrency.
 */
export async function award(tx: Transaction, actor: Actor, wish: Award): Promise<number> {
  const { street } = actor;
  const rule = await ruleInForce(tx, street, wish.rule);
  if (!rule) return 0;
  const account = await lockedAccount(tx, street, wish.worker);
  const sourceKey = `${wish.proof.kind}:${wish.proof.id}:${wish.rule}`;
  if (await wasAwarded(tx, street, sourceKey)) return 0;
  const now = Temporal.Now.instant();
  const used = await usedOfCap(tx, street, wish, rule, now);
  const amount = awardAmount(rule, { used, quantity: wish.times ?? 1 });
  if (amount === 0) return 0;

  const transfer = {
    street,
    id: newId(),
    debit: await issueAccount(tx, street),
    credit: account.id,
    worker: wish.worker,
    amount,
    reason: rule.zh,
    rule: wish.rule as string,
    version: rule.version,
    proofKind: wish.proof.kind,
    proof: wish.proof.id,
    proofLabel: wish.proof.label ?? '',
    sourceKey,
    undoes: null,
    byKind: actor.kind,
    byActor: actor.id,
    at: new Date(now.epochMilliseconds),
    expiresAt: new Date(expiryOf(now).epochMilliseconds),
    previousHash: account.last_hash,
  };
  const hash = transferHash(transfer);
  // Another worker's award for the same proof may be under way: the first one counts.
  const recorded = await tx
    .insertInto('transfers')
    .values({
      street,
      id: transfer.id,
      debit: transfer.debit,
      credit: transfer.credit,
      worker: transfer.worker,
      amount,
      reason: transfer.reason,
      rule: transfer.rule,
      version: transfer.version,
      proof_kind: transfer.proofKind,
      proof: transfer.proof,
      proof_label: transfer.proofLabel,
      source_key: sourceKey,
      by_kind: transfer.byKind,
      by_actor: transfer.byActor,
      at: transfer.at,
      expires_at: transfer.expiresAt,
      previous_hash: transfer.previousHash,
      hash,
    })
    .onConflict((conflict) => conflict.columns(['street', 'source_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!recorded) return 0;
  await tx
    .updateTable('point_accounts')
    .set({ balance: sql`balance + ${amount}`, last_hash: hash })
    .where('street', '=', street)
    .where('id', '=', account.id)
    .execute();
  return amount;
}

type RuleRow = Pick<PointRule, 'amount' | 'cap'> & {
  capPer: CapPer | null;
  capGroup: string | null;
  version: number;
  zh: string;
};

async function ruleInForce(tx: Transaction, street: string, rule: string): Promise<RuleRow | undefined> {
  const row = await tx
    .selectFrom('point_policies')
    .innerJoin('point_rules', (join) =>
      join
        .onRef('point_rules.street', '=', 'point_policies.street')
        .onRef('point_rules.version', '=', 'point_policies.version'),
    )
    .select(['point_rules.version', 'amount', 'cap', 'cap_per', 'cap_group', 'zh'])
    .where('point_policies.street', '=', street)
    .where('point_policies.approved_by', 'is not', null)
    .where('since', '<=', sql<Date>`now()`)
    .where((e) => e.or([e('until', 'is', null), e('until', '>', sql<Date>`now()`)]))
    .where('rule', '=', rule)
    .orderBy('point_policies.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      version: row.version,
      amount: row.amount,
      cap: row.cap,
      capPer: row.cap_per as CapPer | null,
      capGroup: row.cap_group,
      zh: row.zh,
    }
  );
}

/** The worker's available account, made at the first award, locked till the transaction ends. */
async function lockedAccount(tx: Transaction, street: string, worker: string) {
  await tx
    .insertInto('point_accounts')
    .values({ street, id: newId(), kind: 'available', worker, balance: 0 })
    .onConflict((conflict) =>
      conflict.columns(['street', 'worker', 'kind']).where('worker', 'is not', null).doNothing(),
    )
    .execute();
  return tx
    .selectFrom('point_accounts')
    .select(['id', 'last_hash'])
    .where('street', '=', street)
    .where('worker', '=', worker)
    .where('kind', '=', 'available')
    .forUpdate()
    .executeTakeFirstOrThrow();
}

async function issueAccount(tx: Transaction, street: string): Promise<string> {
  const row = await tx
    .selectFrom('point_accounts')
    .select('id')
    .where('street', '=', street)
    .where('kind', '=', 'issue')
    .executeTakeFirstOrThrow();
  return row.id;
}

async function wasAwarded(tx: Transaction, street: string, sourceKey: string): Promise<boolean> {
  const row = await tx
    .selectFrom('transfers')
    .select('id')
    .where('street', '=', street)
    .where('source_key', '=', sourceKey)
    .executeTakeFirst();
  return row !== undefined;
}

/** Points that the rules of the same cap group gave this worker within the cap's window. */
async function usedOfCap(
  tx: Transaction,
  street: string,
  wish: Award,
  rule: RuleRow,
  now: Temporal.Instant,
): Promise<number> {
  if (rule.cap === null || rule.capPer === null) return 0;
  const since = capSince(rule.capPer, now);
  const row = await tx
    .selectFrom('transfers')
    .innerJoin('point_rules', (join) =>
      join
        .onRef('point_rules.street', '=', 'transfers.street')
        .onRef('point_rules.version', '=', 'transfers.version')
        .onRef('point_rules.rule', '=', 'transfers.rule'),
    )
    .select(({ fn }) => fn.sum<number>('transfers.amount').as('used'))
    .where('transfers.street', '=', street)
    .where('transfers.worker', '=', wish.worker)
    .where('point_rules.cap_group', '=', rule.capGroup ?? wish.rule)
    .$if(since !== null, (query) =>
      query.where('transfers.at', '>=', new Date(since?.epochMilliseconds ?? 0)),
    )
    .$if(rule.capPer === 'session', (query) => query.where('transfers.proof', '=', wish.proof.id))
    .executeTakeFirst();
  return Number(row?.used ?? 0);
}

/** What a worker can spend now. */
export async function balanceOf(tx: Transaction, street: string, worker: string): Promise<number> {
  const row = await tx
    .selectFrom('point_accounts')
    .select('balance')
    .where('street', '=', street)
    .where('worker', '=', worker)
    .where('kind', '=', 'available')
    .executeTakeFirst();
  return row?.balance ?? 0;
}

/** What a worker earned with one proof, over all rules. */
export async function earnedWith(
  tx: Transaction,
  street: string,
  worker: string,
  proofKind: string,
  proof: string,
): Promise<number> {
  const rows = await tx
    .selectFrom('transfers')
    .select('amount')
    .where('street', '=', street)
    .where('worker', '=', worker)
    .where('proof_kind', '=', proofKind)
    .where('proof', '=', proof)
    .execute();
  return rows.reduce((sum, row) => sum + row.amount, 0);
}
