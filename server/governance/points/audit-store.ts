/** SQL of the ledger's audit: it reads everything, a page of workers in one statement (one moment). */
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/database.ts';
import type { StoredTransfer } from './chain.ts';
import type { CapPer } from './policy.ts';

/** A transfer with the rule it cites; `ruleAmount` is null when there is no such rule. */
export interface LedgerTransfer extends StoredTransfer {
  readonly ruleAmount: number | null;
  readonly cap: number | null;
  readonly capPer: CapPer | null;
  readonly capGroup: string | null;
}

/** One worker's accounts and all their transfers, oldest first. */
export interface LedgerPage {
  readonly worker: string;
  readonly account: string;
  readonly balance: number;
  readonly held: { id: string; balance: number } | null;
  readonly lastHash: Buffer | null;
  readonly transfers: LedgerTransfer[];
}

/** The next workers after `after`, by id. */
export async function ledgerPage(
  tx: Transaction,
  street: string,
  after: string | null,
  most: number,
): Promise<LedgerPage[]> {
  const rows = await tx
    .with('page', (db) =>
      db
        .selectFrom('point_accounts')
        .select(['id', 'worker', 'balance', 'last_hash'])
        .where('street', '=', street)
        .where('kind', '=', 'available')
        .where('worker', 'is not', null)
        .$if(after !== null, (query) => query.where('worker', '>', after as string))
        .orderBy('worker')
        .limit(most),
    )
    .selectFrom('page')
    .leftJoin('point_accounts as held', (join) =>
      join
        .onRef('held.worker', '=', 'page.worker')
        .on('held.street', '=', street)
        .on('held.kind', '=', 'held'),
    )
    .leftJoin('transfers as t', (join) =>
      join.onRef('t.worker', '=', 'page.worker').on('t.street', '=', street),
    )
    .leftJoin('point_rules as r', (join) =>
      join.onRef('r.version', '=', 't.version').onRef('r.rule', '=', 't.rule').on('r.street', '=', street),
    )
    .select(['page.id as account', 'page.worker', 'page.balance', 'page.last_hash'])
    .select(['held.id as held', 'held.balance as held_balance'])
    .select([
      't.id',
      't.debit',
      't.credit',
      't.amount',
      't.reason',
      't.rule',
      't.version',
      't.proof_kind',
      't.proof',
    ])
    .select(['t.proof_label', 't.source_key', 't.undoes', 't.by_kind', 't.by_actor', 't.at', 't.expires_at'])
    .select(['t.previous_hash', 't.hash', 'r.amount as rule_amount', 'r.cap', 'r.cap_per', 'r.cap_group'])
    .orderBy('page.worker')
    .orderBy('t.id')
    .execute();
  const pages = new Map<string, LedgerPage>();
  for (const row of rows) {
    const page = pages.get(row.account) ?? {
      worker: row.worker ?? '',
      account: row.account,
      balance: row.balance ?? 0,
      held: row.held ? { id: row.held, balance: row.held_balance ?? 0 } : null,
      lastHash: row.last_hash,
      transfers: [],
    };
    pages.set(row.account, page);
    const transfer = transferOf(street, row);
    if (transfer) page.transfers.push(transfer);
  }
  return [...pages.values()];
}

type Row = Record<
  | 'id'
  | 'debit'
  | 'credit'
  | 'reason'
  | 'rule'
  | 'proof_kind'
  | 'proof'
  | 'proof_label'
  | 'source_key'
  | 'undoes',
  string | null
> &
  Record<'worker' | 'by_kind' | 'by_actor' | 'cap_per' | 'cap_group', string | null> &
  Record<'amount' | 'version' | 'rule_amount' | 'cap', number | null> &
  Record<'at' | 'expires_at', Date | null> &
  Record<'previous_hash' | 'hash', Buffer | null>;

function transferOf(street: string, row: Row): LedgerTransfer | null {
  if (row.id === null || row.at === null || row.hash === null) return null;
  return {
    street,
    id: row.id,
    debit: row.debit ?? '',
    credit: row.credit ?? '',
    worker: row.worker ?? '',
    amount: row.amount ?? 0,
    reason: row.reason ?? '',
    rule: row.rule,
    version: row.version,
    proofKind: row.proof_kind ?? '',
    proof: row.proof ?? '',
    proofLabel: row.proof_label ?? '',
    sourceKey: row.source_key ?? '',
    undoes: row.undoes,
    byKind: row.by_kind ?? '',
    byActor: row.by_actor ?? '',
    at: row.at,
    expiresAt: row.expires_at,
    previousHash: row.previous_hash,
    hash: row.hash,
    ruleAmount: row.rule_amount,
    cap: row.cap,
    capPer: row.cap_per as CapPer | null,
    capGroup: row.cap_group,
  };
}

/** A transfer that belongs to no worker with an account, or touches another worker's account; or null. */
export async function strayTransfer(tx: Transaction, street: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select t.id from transfers t
      left join point_accounts own on own.street = t.street and own.worker = t.worker and own.kind = 'available'
      join point_accounts d on d.street = t.street and d.id = t.debit
      join point_accounts c on c.street = t.street and c.id = t.credit
    where t.street = ${street} and (own.id is null or d.worker <> t.worker or c.worker <> t.worker)
    order by t.id limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}

/** All accounts together: system accounts computed from transfers, workers' as stored. 0 in a whole ledger. */
export async function systemSum(tx: Transaction, street: string): Promise<{ account: string; sum: number }> {
  const { rows } = await sql<{ account: string | null; sum: number }>`
    select (select id from point_accounts where street = ${street} and kind = 'issue') as account,
      ((select coalesce(sum(balance), 0) from point_accounts where street = ${street})
      + (select coalesce(sum(t.amount), 0) from transfers t join point_accounts c on c.street = t.street and c.id = t.credit
          where t.street = ${street} and c.worker is null)
      - (select coalesce(sum(t.amount), 0) from transfers t join point_accounts d on d.street = t.street and d.id = t.debit
          where t.street = ${street} and d.worker is null))::bigint as sum`.execute(tx);
  return { account: rows[0]?.account ?? '', sum: rows[0]?.sum ?? 0 };
}
