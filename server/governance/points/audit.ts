/**
 * Proves the points ledger of a street: every chain of hashes is whole, every balance is the sum of its transfers, no
 * proof was rewarded twice, no cap was passed, and all accounts together come to 0 (domain rules, section 6).
 */
import { sql } from 'kysely';
import type { Db } from '../../kernel/database/database.ts';
import { type LedgerPage, type LedgerTransfer, ledgerPage, strayTransfer, systemSum } from './audit-store.ts';
import { capSince } from './award.ts';
import { checkChain } from './chain.ts';

/** What the first broken row is, and what is wrong with it. */
export interface BrokenRow {
  street: string;
  table: 'transfers' | 'point_accounts';
  id: string;
  wrong: 'content' | 'link' | 'end' | 'balance' | 'account' | 'rule' | 'source' | 'twice' | 'cap' | 'sum';
}

/** A whole ledger in figures, or its first broken row. */
export type LedgerAudit =
  | { street: string; workers: number; transfers: number; points: number }
  | { broken: BrokenRow };

const workersAtOnce = 200;

/** Checks one street; a page of workers at a time, each page as of one moment, so the product may go on working. */
export async function auditStreet(db: Db, street: string): Promise<LedgerAudit> {
  const sums = { street, workers: 0, transfers: 0, points: 0 };
  for (let after: string | null = null; ; ) {
    const pages: LedgerPage[] = await db.transaction({ as: 'system', street }, (tx) =>
      ledgerPage(tx, street, after, workersAtOnce),
    );
    for (const page of pages) {
      const broken = brokenIn(page);
      if (broken) return { broken: { street, ...broken } };
      sums.workers += 1;
      sums.transfers += page.transfers.length;
      sums.points += page.balance;
    }
    const last = pages.at(-1);
    if (!last) break;
    after = last.worker;
  }
  const stray = await db.transaction({ as: 'system', street }, (tx) => strayTransfer(tx, street));
  if (stray) return { broken: { street, table: 'transfers', id: stray, wrong: 'account' } };
  const issue = await db.transaction({ as: 'system', street }, (tx) => systemSum(tx, street));
  if (issue.sum !== 0)
    return { broken: { street, table: 'point_accounts', id: issue.account, wrong: 'sum' } };
  return sums;
}

/** The streets of a database, by code. */
export const streetsOf = (db: Db): Promise<string[]> =>
  db.transaction({ as: 'public', street: '000000000' }, async (tx) => {
    const { rows } = await sql<{ street: string }>`select street from streets order by street`.execute(tx);
    return rows.map(({ street }) => street);
  });

type Found = Omit<BrokenRow, 'street'>;

function brokenIn(page: LedgerPage): Found | null {
  const { transfers, account } = page;
  const chain = checkChain(transfers, page.lastHash);
  if (chain)
    return chain.broken === 'end'
      ? { table: 'point_accounts', id: account, wrong: 'end' }
      : { table: 'transfers', id: chain.id, wrong: chain.broken };
  for (const transfer of transfers) {
    const wrong = wrongWith(transfer, page);
    if (wrong) return { table: 'transfers', id: transfer.id, wrong };
  }
  const sumOf = (id: string | null) =>
    transfers.reduce(
      (sum, { debit, credit, amount }) => sum + (credit === id ? amount : 0) - (debit === id ? amount : 0),
      0,
    );
  if (page.balance < 0 || sumOf(account) !== page.balance)
    return { table: 'point_accounts', id: account, wrong: 'balance' };
  if (page.held && (page.held.balance < 0 || sumOf(page.held.id) !== page.held.balance))
    return { table: 'point_accounts', id: page.held.id, wrong: 'balance' };
  return beyondCap(transfers) ?? rewardedTwice(transfers);
}

function wrongWith(transfer: LedgerTransfer, { account, held }: LedgerPage): Found['wrong'] | null {
  const own = [account, held?.id];
  if (!own.includes(transfer.debit) && !own.includes(transfer.credit)) return 'account';
  if (transfer.rule === null) return null;
  if (transfer.ruleAmount === null || transfer.credit !== account) return 'rule';
  const source = `${transfer.proofKind}:${transfer.proof}:${transfer.rule}`;
  return transfer.sourceKey === source ? null : 'source';
}

/** Adds up, in the order of time, what each cap group had given within the window of every award. */
function beyondCap(transfers: readonly LedgerTransfer[]): Found | null {
  const awards = transfers
    .filter((transfer) => transfer.cap !== null)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
  for (const [position, award] of awards.entries()) {
    if (award.cap === null || award.capPer === null) continue;
    const since = capSince(award.capPer, Temporal.Instant.fromEpochMilliseconds(award.at.getTime()));
    const used = awards
      .slice(0, position + 1)
      .filter((other) => other.capGroup === award.capGroup)
      .filter((other) => since === null || other.at.getTime() >= since.epochMilliseconds)
      .filter((other) => award.capPer !== 'session' || other.proof === award.proof)
      .reduce((sum, other) => sum + other.amount, 0);
    if (used > award.cap) return { table: 'transfers', id: award.id, wrong: 'cap' };
  }
  return null;
}

function rewardedTwice(transfers: readonly LedgerTransfer[]): Found | null {
  const seen = new Set<string>();
  for (const { id, sourceKey } of transfers) {
    if (seen.has(sourceKey)) return { table: 'transfers', id, wrong: 'twice' };
    seen.add(sourceKey);
  }
  return null;
}
