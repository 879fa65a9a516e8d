// Each worker's transfers form a chain: every one carries the hash of the one before, so that a later change shows.
import { createHash } from 'node:crypto';

/** What a transfer's hash covers: every column but the hash itself. Times have milliseconds, as the database keeps them. */
export interface ChainedTransfer {
  readonly street: string;
  readonly id: string;
  readonly debit: string;
  readonly credit: string;
  readonly worker: string;
  readonly amount: number;
  readonly reason: string;
  readonly rule: string | null;
  readonly version: number | null;
  readonly proofKind: string;
  readonly proof: string;
  /** What a person reads of the proof, e.g. the report's number. */
  readonly proofLabel: string;
  readonly sourceKey: string;
  readonly undoes: string | null;
  readonly byKind: string;
  readonly byActor: string;
  readonly at: Date;
  readonly expiresAt: Date | null;
  /** Hash of the same worker's transfer before this one; null for the first. */
  readonly previousHash: Uint8Array | null;
}

/** A transfer as it is stored, with its own hash. */
export interface StoredTransfer extends ChainedTransfer {
  readonly hash: Uint8Array;
}

/** UTF-8 of a JSON array: a name with the version of this form, then the columns in the order of the interface. */
export function canonicalBytes(transfer: ChainedTransfer): Buffer {
  return Buffer.from(
    JSON.stringify([
      'nuanxin.transfer.1',
      transfer.street,
      transfer.id,
      transfer.debit,
      transfer.credit,
      transfer.worker,
      transfer.amount,
      transfer.reason,
      transfer.rule,
      transfer.version,
      transfer.proofKind,
      transfer.proof,
      transfer.proofLabel,
      transfer.sourceKey,
      transfer.undoes,
      transfer.byKind,
      transfer.byActor,
      transfer.at.toISOString(),
      transfer.expiresAt?.toISOString() ?? null,
      hex(transfer.previousHash),
    ]),
  );
}

/** SHA-256 of the canonical bytes. */
export const transferHash = (transfer: ChainedTransfer): Buffer =>
  createHash('sha256').update(canonicalBytes(transfer)).digest();

/** What is wrong with a chain: a transfer whose content was changed, one that does not join on, or a lost end. */
export type BrokenChain =
  | { readonly broken: 'content' | 'link'; readonly id: string }
  | { readonly broken: 'end' };

/**
 * Checks all transfers of one worker, in any order, against the hash kept with the account. Null when every one is
 * there unchanged and they form one chain from the first to `lastHash`.
 */
export function checkChain(
  transfers: readonly StoredTransfer[],
  lastHash: Uint8Array | null,
): BrokenChain | null {
  const byPrevious = new Map<string | null, StoredTransfer>();
  for (const transfer of transfers) {
    if (!transferHash(transfer).equals(transfer.hash)) return { broken: 'content', id: transfer.id };
    if (byPrevious.has(hex(transfer.previousHash))) return { broken: 'link', id: transfer.id };
    byPrevious.set(hex(transfer.previousHash), transfer);
  }
  let end: string | null = null;
  for (let next = byPrevious.get(end); next; next = byPrevious.get(end)) {
    byPrevious.delete(end);
    end = hex(next.hash);
  }
  const [left] = byPrevious.values();
  if (left) return { broken: 'link', id: left.id };
  return end === hex(lastHash) ? null : { broken: 'end' };
}

const hex = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('hex');
