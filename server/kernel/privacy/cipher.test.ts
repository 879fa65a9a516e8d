import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { makeCipher, maskName, maskPhone } from './cipher.ts';

const keysWith = (current: string, ...ids: string[]) => ({
  phone: Buffer.alloc(32, 7),
  columns: { current, byId: new Map(ids.map((id) => [id, Buffer.alloc(32, id.charCodeAt(1))])) },
});

test('a sealed value opens only in its street and column', () => {
  const cipher = makeCipher(keysWith('k1', 'k1'));
  const sealed = cipher.seal('140213066', 'workers.phone', '19912345678');
  assert.equal(cipher.open('140213066', 'workers.phone', sealed), '19912345678');
  assert.throws(() => cipher.open('140213067', 'workers.phone', sealed));
  assert.throws(() => cipher.open('140213066', 'staff.phone', sealed));
});

test('a changed byte is noticed, and the same text never looks the same twice', () => {
  const cipher = makeCipher(keysWith('k1', 'k1'));
  const sealed = cipher.seal('140213066', 'a', '文字');
  assert.notDeepEqual(sealed, cipher.seal('140213066', 'a', '文字'));
  const changed = Buffer.from(sealed);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  assert.throws(() => cipher.open('140213066', 'a', changed));
});

test('after a key change old values still open, and are gone with their key', () => {
  const old = makeCipher(keysWith('k1', 'k1')).seal('140213066', 'a', 'x');
  assert.equal(makeCipher(keysWith('k2', 'k1', 'k2')).open('140213066', 'a', old), 'x');
  assert.throws(() => makeCipher(keysWith('k2', 'k2')).open('140213066', 'a', old), /k1/);
});

test('phone hashes depend on the key', () => {
  const one = makeCipher(keysWith('k1', 'k1'));
  const other = makeCipher({ ...keysWith('k1', 'k1'), phone: randomBytes(32) });
  assert.deepEqual(one.phoneHash('19912345678'), one.phoneHash('19912345678'));
  assert.notDeepEqual(one.phoneHash('19912345678'), other.phoneHash('19912345678'));
});

test('masks keep what recognises and hide the rest', () => {
  assert.equal(maskPhone('19948818948'), '199****8948');
  assert.equal(maskName('王小明'), '王**');
  assert.equal(maskName('王'), '王');
});
