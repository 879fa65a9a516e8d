// A worker comes to the office's app for the first time, with the phone alone.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Api, lastCode, shuibosi, startApi } from '../harness/api.ts';
import { checkAccessible, checkQuiet, openPhone, screenshot } from '../harness/browser.ts';
import { drawStreet, gridsOf } from '../harness/scene.ts';

let api: Api;
let url: string;
let site: string;
const grids = gridsOf(shuibosi, ['003', '004']);

before(async () => {
  api = await startApi();
  url = await api.app.listen({ host: '127.0.0.1', port: 0 });
  [site = ''] = await drawStreet(api.kernel, shuibosi, grids);
  await api.staff('grid_worker', { community: grids[0]?.community, grid: grids[0]?.code });
});

async function provePhone(phone: Page, number: string): Promise<void> {
  await phone.getByLabel('手机号').fill(number);
  await phone.getByRole('button', { name: '获取验证码' }).click();
  await phone.getByLabel('验证码').waitFor();
  await phone.getByLabel('验证码').fill(await lastCode(api.kernel, number));
}

/** Codes sent so far are a minute older: the next one may be asked for. */
const aMinuteLater = () =>
  api.kernel.db.transaction({ as: 'system', street: shuibosi }, (tx) =>
    tx
      .updateTable('phone_codes')
      .set({ created_at: new Date(Date.now() - 120_000) })
      .where('street', '=', shuibosi)
      .execute(),
  );

test('A2 a rider scans the site QR and is registered, with grid and grid worker shown', async () => {
  const phone = await openPhone(`${url}/s/${shuibosi}/${site}`);
  await phone.getByText('站点003-001').waitFor();
  await checkAccessible(phone);
  await screenshot(phone, 'rider-welcome');
  await phone.getByRole('button', { name: '用手机号报到' }).click();
  await phone.getByLabel('手机号').fill('1994881');
  await phone.getByRole('button', { name: '获取验证码' }).click();
  await phone.getByText('请填写 11 位手机号').waitFor();
  await provePhone(phone, '19948818938');

  await phone.getByLabel('您的姓名').fill('贺真');
  await phone.getByRole('button', { name: '下一步' }).click();
  await phone.getByText('按二维码选好了').waitFor();
  await phone.reload(); // the call comes: nothing is lost
  await phone.getByRole('button', { name: '下一步' }).click();
  await phone.getByRole('button', { name: '下一步' }).click();
  await phone.getByText('请先看一遍').waitFor();
  await phone.goBack(); // the phone's own button goes one step back
  await phone.getByText('按二维码选好了').waitFor();
  await phone.getByRole('button', { name: '下一步' }).click();
  await phone.getByLabel('我看过了，同意').check();
  await checkAccessible(phone);
  await phone.getByRole('button', { name: '下一步' }).click();
  await phone.getByLabel('安全巡查员').check();
  await phone.getByRole('button', { name: '选了 1 个，完成报到' }).click();

  await phone.getByText('报到好了').waitFor();
  await phone.getByText('+20 积分').waitFor();
  await phone.getByText('太和社区').waitFor();
  await phone.getByText('网格003-001').waitFor();
  await phone.getByText('您的网格员').waitFor();
  await phone.getByText('为什么？').click();
  await checkAccessible(phone);
  await screenshot(phone, 'rider-registered');
  await phone.getByRole('link', { name: '先去首页看看' }).click();
  await phone.getByText('贺真，辛苦了').waitFor();
  await phone.getByText('没有正在办的上报').waitFor();
  await checkAccessible(phone);
  await screenshot(phone, 'rider-home');
  await phone.goto(`${url}/me/roles`);
  assert.ok(await phone.getByLabel('安全巡查员').isChecked());
  checkQuiet(phone);
});

test('A2 a rider who came before signs in by phone and code, and stays at the page that was asked for', async () => {
  await api.registered({ name: '任梅', phone: '19948818940' });
  await aMinuteLater();
  const phone = await openPhone(`${url}/points`);
  await provePhone(phone, '19948818940');
  await phone.getByText('可用积分').waitFor();
  assert.equal(new URL(phone.url()).pathname, '/points');
  checkQuiet(phone);
});

test('A2 a lost answer registers nobody twice: the page sends again under the same key', async () => {
  const phone = await openPhone(`${url}/s/${shuibosi}/${site}`);
  await phone.getByRole('button', { name: '用手机号报到' }).click();
  await provePhone(phone, '19948818941');
  await phone.getByLabel('您的姓名').fill('白云飞');
  await phone.getByRole('button', { name: '下一步' }).click();
  await phone.getByRole('button', { name: '下一步' }).click();
  await phone.getByLabel('我看过了，同意').check();
  await phone.getByRole('button', { name: '下一步' }).click();
  const keys: (string | undefined)[] = [];
  await phone.route('**/api/v1/registrations', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    await route.fetch(); // it arrives, its answer does not
    await route.abort('connectionreset');
  });
  await phone.getByRole('button', { name: '先不选，完成报到' }).click();
  await phone.getByText('暂时连不上服务器').waitFor();
  await phone.getByRole('button', { name: '先不选，完成报到' }).click();
  await phone.getByText('报到好了').waitFor();
  assert.equal(keys.length, 2);
  assert.equal(keys[0], keys[1]);
  checkQuiet(phone);
});
