import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type ChainedTransfer,
  canonicalBytes,
  checkChain,
  type StoredTransfer,
  transferHash,
} from './chain.ts';

const transfer = (n: number, previousHash: Uint8Array | null): ChainedTransfer => ({
  street: '140213066',
  id: `id-${n}`,
  debit: 'issue',
  credit: 'available',
  worker: 'worker',
  amount: n + 1,
  reason: '随手拍被受理',
  rule: 'report_accepted',
  version: 1,
  proofKind: 'report',
  proof: `report-${n}`,
  proofLabel: `066-20261124-000${n}`,
  sourceKey: `report:${n}:report_accepted`,
  undoes: null,
  byKind: 'system',
  byActor: 'system',
  at: new Date(Date.UTC(2026, 10, 24, 1, n)),
  expiresAt: n % 2 ? null : new Date(Date.UTC(2027, 11, 31)),
  previousHash,
});
function chain(length: number): StoredTransfer[] {
  const links: StoredTransfer[] = [];
  for (let n = 0; n < length; n++) {
    const next = transfer(n, links.at(-1)?.hash ?? null);
    links.push({ ...next, hash: transferHash(next) });
  }
  return links;
}
const lastOf = (links: readonly StoredTransfer[]) => links.at(-1)?.hash ?? null;

test('the canonical form is fixed: a change of it would break every stored chain', () => {
  assert.equal(
    canonicalBytes(transfer(0, null)).toString(),
    '["nuanxin.transfer.1","140213066","id-0","issue","available","worker",1,"随手拍被受理","report_accepted",1,"report","report-0","066-20261124-0000","report:0:report_accepted",null,"system","system","2026-11-24T01:00:00.000Z","2027-12-31T00:00:00.000Z",null]',
  );
  assert.equal(
    transferHash(transfer(0, null)).toString('hex'),
    '7ea7a8c3565eb2b05a9d027e0a0949fda4b5e20f13b4c1d48764e87648ab31d5',
  );
});

test('an untouched chain holds, in any order, also an empty one', () => {
  assert.equal(checkChain([], null), null);
  fc.assert(
    fc.property(
      fc
        .integer({ min: 1, max: 12 })
        .chain((length) => fc.shuffledSubarray(chain(length), { minLength: length })),
      (links) => {
        const last = chain(links.length).at(-1)?.hash ?? null;
        assert.equal(checkChain(links, last), null);
      },
    ),
  );
});

test('a changed amount, time, proof or owner shows', () => {
  const links = chain(4);
  for (const change of [
    { amount: 999 },
    { at: new Date(0) },
    { proof: 'other' },
    { worker: 'other' },
    { proofLabel: 'other' },
    { expiresAt: null, rule: null },
  ]) {
    const changed = links.map((link, n) => (n === 2 ? { ...link, ...change } : link));
    assert.deepEqual(checkChain(changed, lastOf(links)), { broken: 'content', id: 'id-2' });
  }
});

test('a removed, inserted or recomputed transfer shows', () => {
  const links = chain(4);
  assert.deepEqual(checkChain(links.toSpliced(1, 1), lastOf(links)), { broken: 'link', id: 'id-2' });
  assert.deepEqual(checkChain(links.slice(0, 3), lastOf(links)), { broken: 'end' });
  assert.deepEqual(checkChain([], lastOf(links)), { broken: 'end' });
  const forged = transfer(9, links[1]?.hash ?? null);
  assert.deepEqual(checkChain([...links, { ...forged, hash: transferHash(forged) }], lastOf(links)), {
    broken: 'link',
    id: 'id-9',
  });
  const rewritten = { ...(links[2] as StoredTransfer), amount: 999 };
  assert.deepEqual(
    checkChain(
      [...links.slice(0, 2), { ...rewritten, hash: transferHash(rewritten) }, ...links.slice(3)],
      lastOf(links),
    ),
    { broken: 'link', id: 'id-3' },
  );
});
