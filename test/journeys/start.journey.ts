// What the person who runs it meets: first start, start by mistake, kill, stop, lost keys.
import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startProduct } from '../harness/product.ts';
import { temporaryDir } from '../harness/server.ts';

const DATA_DIR = join(temporaryDir(), '数据');
const embedded = { DATA_DIR, DATABASE_URL: '', APP_DATABASE_URL: '' };

test('E the product starts on nothing, survives kill -9, stops in order, and says what keeps it from starting', async () => {
  const first = await startProduct(embedded);
  await first.ready();
  assert.match(first.printed(), /首次使用/);
  const html = await (await fetch(`${first.url}/console`)).text();
  assert.match(html, /<title>/);

  const twice = await startProduct(embedded);
  assert.equal(await twice.ended(), 2);
  assert.match(twice.printed(), /正被另一个暖新进程/);

  first.child.kill('SIGKILL');
  await first.ended();
  const second = await startProduct(embedded);
  await second.ready();

  const samePort = await startProduct({
    ...embedded,
    DATA_DIR: `${DATA_DIR}2`,
    PORT: new URL(second.url).port,
  });
  assert.equal(await samePort.ended(), 2);
  assert.match(samePort.printed(), /端口可能已被占用/);

  second.child.kill('SIGTERM');
  assert.equal(await second.ended(), 0);

  renameSync(join(DATA_DIR, 'keys.json'), join(DATA_DIR, 'keys.away'));
  const withoutKeys = await startProduct(embedded);
  assert.equal(await withoutKeys.ended(), 2);
  assert.match(withoutKeys.printed(), /找不到密钥文件/);

  const badSetting = await startProduct({ ...embedded, PORT: '70000' });
  assert.equal(await badSetting.ended(), 2);
  for (const refused of [twice, samePort, withoutKeys, badSetting])
    assert.doesNotMatch(refused.printed(), /\n {4}at /);
});
