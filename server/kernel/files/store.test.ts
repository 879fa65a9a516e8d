import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { keepPhoto, photoPath, readPhoto, removePhoto } from './store.ts';

const dir = await mkdtemp(join(tmpdir(), 'nuanxin-files-'));
after(() => rm(dir, { recursive: true, force: true }));

const photo = (text: string) => {
  const picture = Buffer.from(text);
  return {
    picture,
    small: Buffer.from(`small ${text}`),
    sha256: createHash('sha256').update(picture).digest('hex'),
  };
};
const files = async () =>
  (await readdir(dir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

test('a kept photo is read back whole, by the name of its content, by nobody else', async () => {
  const name = await keepPhoto(dir, photo('井盖'));
  for (const [part, text] of [
    ['picture', '井盖'],
    ['small', 'small 井盖'],
  ] as const) {
    const read = await readPhoto(dir, name, part);
    assert.ok(read);
    assert.equal((await buffer(read.stream)).toString(), text);
    assert.equal(read.bytes, Buffer.byteLength(text));
  }
  if (process.platform !== 'win32')
    assert.equal((await stat(photoPath(dir, name, 'picture'))).mode & 0o777, 0o600);
});

test('keeping the same photo many times at once leaves one', async () => {
  const before = (await files()).length;
  await Promise.all([1, 2, 3, 4, 5].map(() => keepPhoto(dir, photo('again'))));
  const now = await files();
  assert.equal(now.length, before + 2);
  assert.ok(!now.some((entry) => entry.name.endsWith('.part')));
});

test('no name leads out of the folder', async () => {
  for (const name of [
    '../../etc/passwd',
    '',
    'A'.repeat(64),
    `${'a'.repeat(62)}..`,
    `${'a'.repeat(64)}\n`,
    `/${'a'.repeat(63)}`,
  ])
    await assert.rejects(async () => readPhoto(dir, name, 'picture'), RangeError);
  await assert.rejects(keepPhoto(dir, { ...photo('x'), sha256: 'a'.repeat(64) }), RangeError);
});

test('what is not kept, or was removed, is not there', async () => {
  assert.equal(await readPhoto(dir, 'b'.repeat(64), 'picture'), null);
  const name = await keepPhoto(dir, photo('gone'));
  await removePhoto(dir, name);
  assert.equal(await readPhoto(dir, name, 'picture'), null);
  await removePhoto(dir, name);
});
