// A rider sees something on the road: photo, three taps, and what becomes of it, with and without a network.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Api, type Caller, shuibosi, startApi } from '../harness/api.ts';
import { checkAccessible, checkQuiet, openPhone, screenshot } from '../harness/browser.ts';
import { drawStreet, fileReport, gridsOf, middle, picture } from '../harness/scene.ts';

let api: Api;
let url: string;
const grids = gridsOf(shuibosi, ['003', '004']);
const grid = grids[0] ?? assert.fail();

before(async () => {
  api = await startApi();
  url = await api.app.listen({ host: '127.0.0.1', port: 0 });
  await drawStreet(api.kernel, shuibosi, grids);
});

/** Every request to `site` goes to the server under its own name: an address that is not 127.0.0.1, without https. */
const leadTo = (phone: Page, site: string) =>
  phone.route(`${site}/**`, async (route) => {
    const headers = { ...route.request().headers(), origin: url, host: new URL(url).host };
    const response = await route.fetch({ url: route.request().url().replace(site, url), headers });
    await route.fulfill({ response });
  });

/** A phone in the middle of the first grid, with this rider signed in. */
async function phoneOf(rider: Caller, path: string, site = url): Promise<Page> {
  const [name = '', value = ''] = rider.cookie.split('=');
  const cookie = { name, value, domain: new URL(site).hostname, path: '/', expires: -1, httpOnly: true };
  const { lng, lat } = middle(grid);
  const phone = await openPhone('about:blank', {
    geolocation: { latitude: lat, longitude: lng, accuracy: 12 },
    permissions: ['geolocation'],
    storageState: {
      cookies: [{ ...cookie, secure: false, sameSite: 'Lax' }],
      origins: [
        {
          origin: site,
          localStorage: [
            { name: 'nuanxin.worker', value: rider.id },
            { name: 'nuanxin.street', value: shuibosi },
          ],
        },
      ],
    },
  });
  if (site !== url) await leadTo(phone, site);
  await phone.goto(`${site}${path}`);
  return phone;
}

const takePhoto = async (phone: Page) =>
  phone
    .locator('input[capture]')
    .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await picture() });

/** The service worker has kept the app and rules the page. */
const ready = (phone: Page) =>
  phone.evaluate(`navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ??
    new Promise((changed) => navigator.serviceWorker.addEventListener('controllerchange', () => changed())))`);

const reportsOf = async (rider: Caller) =>
  (await rider.get('/api/v1/worker/reports')).json().reports as {
    id: string;
    number: string;
    state: string;
  }[];

const step = async (who: Caller, id: string, event: string, seq: number, more: object = {}) => {
  const body = { event, seq, ...more };
  const answer =
    event === 'finish'
      ? await who.postParts(`/api/v1/reports/${id}/events`, ['event', body], [{ bytes: await picture() }])
      : await who.post(`/api/v1/reports/${id}/events`, body);
  assert.equal(answer.statusCode, 200, answer.body);
};

test('D2 a rider reports with a photo in three taps and follows every step to the points', async () => {
  const rider = await api.registered({ name: '贺真', phone: '19948818938' });
  const phone = await phoneOf(rider, '/');
  await phone.getByRole('link', { name: '随手拍' }).last().click();
  await phone.getByText('先拍照片').waitFor();
  await checkAccessible(phone);
  await screenshot(phone, 'rider-report');
  await takePhoto(phone);
  await phone.getByRole('button', { name: '道路交通' }).click();
  await phone.getByRole('button', { name: /标志/ }).click();
  await phone.getByText('网格003-001').waitFor();
  await checkAccessible(phone);
  await screenshot(phone, 'rider-report-check');
  await phone.getByRole('button', { name: '上报' }).click();
  await phone.getByText('已上报').waitFor();
  await phone.getByText(/网格员最迟.+受理/).waitFor();
  await phone.getByRole('link', { name: '看办理进度' }).click();
  await phone.getByText('办理过程').waitFor();

  const [report = assert.fail()] = await reportsOf(rider);
  const gridWorker = await api.staff('grid_worker', { community: grid.community, grid: grid.code });
  await step(gridWorker, report.id, 'accept', 1);
  await phone.getByRole('button', { name: '撤回' }).click();
  await phone.getByRole('button', { name: '确定撤回' }).click();
  await phone.getByText('刚刚有新进展').waitFor();
  await phone.getByText('已受理').first().waitFor();
  await step(gridWorker, report.id, 'start', 2);
  await step(gridWorker, report.id, 'finish', 3, { outcome: 'solved', note: '已扶正' });

  await phone.reload();
  await phone.getByRole('button', { name: '没解决' }).click();
  await checkAccessible(phone);
  await phone.getByRole('button', { name: '取消' }).click();
  await phone.getByRole('button', { name: '解决了', exact: true }).click();
  await phone.getByText('已结案').first().waitFor();
  await phone.getByText('这条上报得了 15 积分').waitFor();
  await checkAccessible(phone);
  await phone.getByRole('button', { name: '5 星' }).click();
  await phone.getByRole('button', { name: '提交评价' }).click();
  await phone.getByText('您的评价：5 星').waitFor();
  await screenshot(phone, 'rider-one-report');
  checkQuiet(phone);
});

test('D4 a rider sees the balance, and for every point its rule and its proof', async () => {
  const rider = await api.registered({ name: '任梅', phone: '19948818940' });
  const filed = (await fileReport(rider, grid)).json() as { id: string; number: string };
  const gridWorker = await api.staff('grid_worker', { community: grid.community, grid: grid.code });
  await step(gridWorker, filed.id, 'accept', 1);
  const phone = await phoneOf(rider, '/points');
  await phone.getByText('25', { exact: true }).waitFor();
  await phone
    .getByText(/依据：积分管理办法第 1 版/)
    .first()
    .waitFor();
  await checkAccessible(phone);
  await screenshot(phone, 'rider-points');
  await phone.getByRole('link', { name: new RegExp(filed.number) }).click();
  await phone.getByText('办理过程').waitFor();
  await phone.goto(`${url}/points/policy`);
  await phone.getByText('得分标准').waitFor();
  await checkAccessible(phone);
  checkQuiet(phone);
});

test('D2 without a network a report waits on the phone and goes out exactly once', async () => {
  const rider = await api.registered({ name: '白云飞', phone: '19948818941' });
  const phone = await phoneOf(rider, '/report');
  await ready(phone);
  await phone.reload(); // what it needs is kept now
  await phone.getByText('先拍照片').waitFor();
  await phone.context().setOffline(true);
  await phone.reload();
  await takePhoto(phone);
  await phone.getByRole('button', { name: '道路交通' }).click();
  await phone.getByRole('button', { name: /标志/ }).click();
  await phone.getByText('网格003-001').waitFor();
  await phone.getByRole('button', { name: '上报' }).click();
  await phone.getByText('已存在手机里').waitFor();
  await phone.getByText('有 1 条未发送，请勿清理微信缓存').waitFor();
  await checkAccessible(phone);
  await screenshot(phone, 'rider-offline');
  assert.deepEqual(await reportsOf(rider), []);

  await phone.goto(`${url}/report`); // the page is closed and opened again
  await phone.getByText('等网络，自动发送').waitFor();
  await phone.context().setOffline(false);
  await phone.getByText('未发送').waitFor({ state: 'detached' });
  assert.equal((await reportsOf(rider)).length, 1);
  checkQuiet(phone);
});

test('D2 the service worker sends what waits after the page is closed', { timeout: 30_000 }, async () => {
  const rider = await api.registered({ name: '郝建国', phone: '19948818948' });
  const phone = await phoneOf(rider, '/report');
  await ready(phone);
  await phone.getByText('先拍照片').waitFor();
  await takePhoto(phone);
  await phone.getByRole('button', { name: '道路交通' }).click();
  await phone.getByRole('button', { name: /标志/ }).click();
  await phone.getByText('网格003-001').waitFor();
  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: '上报' }).click();
  await phone.getByText('已存在手机里').waitFor();
  const context = phone.context();
  const elsewhere = await context.newPage();
  const session = await context.newCDPSession(elsewhere);
  const registered = new Promise<string>((found) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL === `${url}/`);
      if (ours) found(ours.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await registered;
  await phone.close();
  await context.setOffline(false);
  await session.send('ServiceWorker.dispatchSyncEvent', {
    origin: url,
    registrationId,
    tag: 'reports',
    lastChance: false,
  });
  // No page of ours is open: whatever arrives comes from the worker.
  while ((await reportsOf(rider)).length === 0) await elsewhere.waitForTimeout(100);
  const again = await context.newPage();
  await again.goto(`${url}/reports`);
  await again.getByText('等受理').waitFor();
  assert.equal(await again.getByText('未发送').count(), 0);
  assert.equal((await reportsOf(rider)).length, 1);
});

test('D2 an answer that is lost files one report: the retry has the same key', async () => {
  const rider = await api.registered({ name: '郭秀飞', phone: '19948818942' });
  const phone = await phoneOf(rider, '/report');
  const keys: (string | undefined)[] = [];
  await phone.route('**/api/v1/reports', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await takePhoto(phone);
  await phone.getByRole('button', { name: '道路交通' }).click();
  await phone.getByRole('button', { name: /标志/ }).click();
  await phone.getByText('网格003-001').waitFor();
  await phone.getByRole('button', { name: '上报' }).click();
  await phone.getByText('已存在手机里').waitFor();
  await phone.getByRole('button', { name: '现在再试' }).click();
  await phone.getByText('已上报').waitFor();
  assert.equal(keys.length, 2);
  assert.equal(keys[0], keys[1]);
  assert.equal((await reportsOf(rider)).length, 1);
  checkQuiet(phone);
});

test('D2 signed out meanwhile: the draft stays, and is sent after the sign-in', async () => {
  const rider = await api.registered({ name: '陶建博', phone: '19948818943' });
  const phone = await phoneOf(rider, '/report');
  await takePhoto(phone);
  await phone.getByRole('button', { name: '骑手通行' }).click();
  await phone.getByRole('button').nth(1).click();
  await phone.getByText('网格003-001').waitFor();
  await phone.getByLabel('说两句（可不填）').fill('东门不让进，绕路一公里。');
  const cookies = await phone.context().cookies();
  await phone.context().clearCookies();
  await phone.getByRole('button', { name: '上报' }).click();
  await phone.getByText('登录后自动发送').waitFor();
  await phone.context().addCookies(cookies);
  await phone.evaluate(`localStorage.setItem('nuanxin.worker', '${rider.id}')`);
  await phone.goto(`${url}/reports`);
  await phone.getByText('等受理').waitFor(); // the list shows it as soon as it is filed
  const [report = assert.fail()] = await reportsOf(rider);
  const detail = (await rider.get(`/api/v1/reports/${report.id}`)).json() as {
    body: string;
    photos: unknown[];
  };
  assert.equal(detail.body, '东门不让进，绕路一公里。');
  assert.equal(detail.photos.length, 1);
  checkQuiet(phone);
});

test('D2 a rider puts the pin on the map, or chooses the community where no map can be drawn', async () => {
  const rider = await api.registered({ name: '罗志强', phone: '19948818945' });
  const phone = await phoneOf(rider, '/report');
  const toPlace = async () => {
    await takePhoto(phone);
    await phone.getByRole('button', { name: '道路交通' }).click();
    await phone.getByRole('button', { name: /标志/ }).click();
    await phone.getByText('网格003-001').waitFor();
    await phone.getByRole('button', { name: '在地图上选' }).click();
  };
  await toPlace();
  await phone.locator('.maplibregl-canvas').click({ position: { x: 200, y: 150 } });
  await phone.getByText('地图上选的位置').waitFor();
  await screenshot(phone, 'rider-map');

  await phone.addInitScript('HTMLCanvasElement.prototype.getContext = () => null');
  await phone.goto(`${url}/report`);
  await toPlace();
  await phone.getByText('这台手机打不开地图').waitFor();
  await phone.getByRole('button', { name: '选社区' }).last().click();
  await phone.getByRole('button', { name: '太和社区' }).click();
  await phone.getByText('太和社区（没有具体位置）').waitFor();
  checkQuiet(phone);
});

test('D2 what the server does not take stays on the phone, is mended and goes out', async () => {
  const rider = await api.registered({ name: '杜晓燕', phone: '19948818946' });
  const phone = await phoneOf(rider, '/report');
  const same = await picture();
  const report = async () => {
    await phone
      .locator('input[capture]')
      .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: same });
    await phone.getByRole('button', { name: '道路交通' }).click();
    await phone.getByRole('button', { name: /标志/ }).click();
    await phone.getByText('网格003-001').waitFor();
    await phone.getByLabel('说两句（可不填）').fill('牌子倒了');
    await phone.getByRole('button', { name: '上报' }).click();
  };
  await report();
  await phone.getByText('已上报').waitFor();
  await phone.getByRole('button', { name: '再拍一个' }).click();
  await report();
  await phone.getByText('这条还没发出去').waitFor();
  await checkAccessible(phone);
  await screenshot(phone, 'rider-refused');
  await phone.goto(`${url}/report`); // kept over a reload
  await phone.getByRole('button', { name: /标志.*要改一下才能发/ }).click();
  await phone.getByRole('button', { name: '改好再发' }).click();
  assert.equal(await phone.getByLabel('说两句（可不填）').inputValue(), '牌子倒了');
  await phone.getByRole('button', { name: '删掉第 1 张照片' }).click();
  await takePhoto(phone);
  await phone.getByAltText('第 1 张照片').waitFor();
  await phone.getByRole('button', { name: '上报' }).click();
  await phone.getByText('已上报').waitFor();
  assert.equal((await reportsOf(rider)).length, 2);
  checkQuiet(phone);
});

test('D2 a key that served for another report loses nothing: the rider sends it as a new one', async () => {
  const rider = await api.registered({ name: '段志刚', phone: '19948818947' });
  const phone = await phoneOf(rider, '/report');
  const keys: (string | undefined)[] = [];
  await phone.route('**/api/v1/reports', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    const problem = {
      title: '重复',
      titleEn: 'reused',
      status: 422,
      code: 'key_reused',
      type: 'about:blank',
    };
    return route.fulfill({ status: 422, contentType: 'application/problem+json', json: problem });
  });
  await takePhoto(phone);
  await phone.getByRole('button', { name: '道路交通' }).click();
  await phone.getByRole('button', { name: /标志/ }).click();
  await phone.getByText('网格003-001').waitFor();
  await phone.getByRole('button', { name: '上报' }).click();
  await phone.getByRole('button', { name: '作为新的一条发送' }).click();
  await phone.getByText('已上报').waitFor();
  assert.notEqual(keys[0], keys[1]);
  assert.equal((await reportsOf(rider)).length, 1);
  checkQuiet(phone);
});

test('D2 over plain http a report still goes out, with its photo and a place from the list', async () => {
  const rider = await api.registered({ name: '田洋涛', phone: '19948818944' });
  const site = 'http://rider.test';
  const phone = await phoneOf(rider, '/report', site);
  await phone.getByText('这个网址不是 https').waitFor();
  await takePhoto(phone);
  await phone.getByRole('button', { name: '道路交通' }).click();
  await phone.getByRole('button', { name: /标志/ }).click();
  await phone.getByText('没有拿到手机位置').waitFor();
  await phone.getByRole('button', { name: '上报' }).click();
  await phone.getByText('请选一个位置').waitFor();
  await phone.getByRole('button', { name: '选社区' }).click();
  await phone.getByRole('button', { name: '太和社区' }).click();
  await phone.getByLabel('补充位置（可不填）').fill('太和路与永泰街口');
  await checkAccessible(phone);
  await phone.getByRole('button', { name: '上报' }).click();
  await phone.getByText('已上报').waitFor();
  const [report = assert.fail()] = await reportsOf(rider);
  const detail = (await rider.get(`/api/v1/reports/${report.id}`)).json();
  assert.equal(detail.community.code, grid.community);
  assert.equal(detail.placeNote, '太和路与永泰街口');
  assert.equal(detail.photos.length, 1);
});
