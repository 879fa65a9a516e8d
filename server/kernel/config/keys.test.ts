import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createKeys, keysPath, readKeys } from './keys.ts';
import { isRefusal } from './refusal.ts';

const home = mkdtempSync(join(tmpdir(), 'nuanxin-keys-'));
after(() => rmSync(home, { recursive: true }));

test('keys are made once, for their owner alone, and read back the same', () => {
  const dir = join(home, 'first');
  assert.equal(readKeys(dir), null);
  const made = createKeys(dir);
  assert.deepEqual(createKeys(dir).phone, made.phone, 'a second call keeps the first keys');
  assert.deepEqual(readKeys(dir)?.pepper, made.pepper);
  assert.equal(made.columns.byId.get(made.columns.current)?.length, 32);
  assert.equal(made.certificate.asymmetricKeyType, 'ed25519');
  if (process.platform !== 'win32') assert.equal(statSync(keysPath(dir)).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(dir), ['keys.json'], 'no draft stays behind');
});

test('a damaged key file is refused and not replaced', () => {
  const dir = join(home, 'damaged');
  createKeys(dir);
  writeFileSync(keysPath(dir), '{"version":1}');
  assert.throws(() => readKeys(dir), isRefusal);
  assert.throws(() => createKeys(dir), isRefusal);
});
