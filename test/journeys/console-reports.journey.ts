// Staff handle a rider's report: on a phone where it happened, and at a desk.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Api, startApi } from '../harness/api.ts';
import { checkAccessible, checkQuiet, openDesk, openPhone, screenshot } from '../harness/browser.ts';
import { openAs } from '../harness/console.ts';
import { drawStreet, fileReport, gridsOf, picture } from '../harness/scene.ts';

let api: Api;
let url: string;
const grids = gridsOf('140213066', ['003', '004']);
const [grid] = grids;

before(async () => {
  api = await startApi();
  url = await api.app.listen({ host: '127.0.0.1', port: 0 });
  await drawStreet(api.kernel, '140213066', grids);
});

const filed = async (phone: string): Promise<{ id: string; number: string }> => {
  assert.ok(grid);
  const rider = await api.registered({ name: '贺真', phone });
  const answer = await fileReport(rider, grid, { body: '指示牌倒在人行道上，挡住了盲道。' });
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json();
};

test('D3 a grid worker handles a report on a phone and the dispatcher verifies it at a desk', async () => {
  const report = await filed('19948818938');
  const gridWorker = await api.staff('grid_worker', { community: grid?.community, grid: grid?.code });

  const phone = await openAs(gridWorker, url, '/', openPhone);
  await phone.getByText('最迟').first().waitFor();
  await checkAccessible(phone);
  await phone.getByRole('link', { name: '待受理' }).click();
  await phone.locator('.report-card a').last().click();
  await phone.getByRole('button', { name: '受理', exact: true }).waitFor();
  await phone.context().setOffline(true);
  await phone.getByText('现在没有网络：').waitFor();
  await phone.getByRole('button', { name: '受理', exact: true }).click();
  await phone.getByRole('alert').getByText('现在没有网络').waitFor();
  await phone.context().setOffline(false);
  await phone.getByRole('button', { name: '受理', exact: true }).click();
  await phone.getByRole('button', { name: '处置完成' }).click();
  await phone.getByRole('button', { name: '确认' }).click();
  await phone.getByText('请附上处置后的照片').waitFor();
  await phone
    .locator('input[capture]')
    .setInputFiles({ name: 'after.jpg', mimeType: 'image/jpeg', buffer: await picture() });
  await phone.getByLabel('做了什么').fill('已扶正并加固，盲道畅通。');
  await checkAccessible(phone);
  await phone.getByRole('button', { name: '确认' }).click();
  await phone.getByText('处置后').first().waitFor();
  assert.equal(await phone.getByRole('button', { name: '核查通过，结案' }).count(), 0, 'not one’s own work');
  await screenshot(phone, 'console-report-phone');
  checkQuiet(phone);

  const desk = await openAs(await api.staff('dispatcher'), url, '/reports?state=handled', openDesk);
  await desk.getByRole('link', { name: /待核查/ }).waitFor();
  await desk.locator('.rows tbody tr').first().waitFor();
  await desk.keyboard.press('j');
  await desk.keyboard.press('Enter');
  await desk.getByRole('button', { name: '核查通过，结案' }).waitFor();
  await checkAccessible(desk);
  await screenshot(desk, 'console-report-desk');
  await desk.getByRole('button', { name: '核查通过，结案' }).click();
  await desk.locator('.state-closed').waitFor();
  await desk.getByText(report.number).first().waitFor();
  checkQuiet(desk);
});

test('D3 two people handle the same report: the second sees what changed and keeps what they typed', async () => {
  const report = await filed('19948818939');
  const first = await openAs(await api.staff('dispatcher'), url, `/reports/${report.id}`, openDesk);
  const second = await openAs(
    await api.staff('community_worker', { community: grid?.community }),
    url,
    `/reports/${report.id}`,
    openDesk,
  );
  await second.getByRole('button', { name: '不予受理' }).click();
  await second.getByRole('radio').first().check();
  await second.getByLabel('补充说明').fill('请改走 12345。');
  await first.getByRole('button', { name: '受理', exact: true }).waitFor();
  await first.keyboard.press('a');
  await first.locator('.state-accepted').waitFor();
  await second.getByRole('button', { name: '不予受理' }).click();
  await second.getByText('工单刚刚有了变化').waitFor();
  assert.equal(await second.getByLabel('补充说明').inputValue(), '请改走 12345。');
  await second.getByText('现在的状态：已受理').waitFor();
  checkQuiet(second);
});

test('D3 a view is an address, and the keyboard accepts from the list', async () => {
  const report = await filed('19948818940');
  const desk = await openAs(await api.staff('dispatcher'), url, '/reports?state=submitted', openDesk);
  await desk.locator('.rows tbody tr').first().waitFor();
  await desk.keyboard.press('/');
  await desk.keyboard.type(report.number);
  await desk.waitForURL(new RegExp(`number=${report.number}`));
  await desk.keyboard.press('Escape');
  await desk.getByText('已显示 1 条').waitFor();
  await desk.keyboard.press('j');
  await desk.keyboard.press('a');
  await desk.getByText(`${report.number}：已受理`).waitFor();
  await desk.keyboard.press('?');
  await desk.getByRole('dialog', { name: '快捷键' }).waitFor();
  await checkAccessible(desk);
  checkQuiet(desk);
});
