// The ledger: found by name, pinyin and phone; a look that leaves a trace; an assignment by hand; a file to take away.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Api, type Caller, startApi } from '../harness/api.ts';
import { checkAccessible, checkQuiet, openDesk, screenshot } from '../harness/browser.ts';
import { openAs } from '../harness/console.ts';
import { drawStreet, gridsOf } from '../harness/scene.ts';

let api: Api;
let url: string;
let rider: Caller;
const grids = gridsOf('140213066', ['003', '004']);

before(async () => {
  api = await startApi();
  url = await api.app.listen({ host: '127.0.0.1', port: 0 });
  const sites = await drawStreet(api.kernel, '140213066', grids);
  const people = ['欧阳建军', '贺真', '蔡丽华', '薛珍'];
  for (const [at, name] of people.entries())
    rider = await api.registered({ name, phone: `1994881893${at}`, site: sites[at % sites.length] });
});

test('A1 staff find a person by name, pinyin and phone, and the filters are an address', async () => {
  const desk = await openAs(await api.staff('street_admin'), url, '/workers', openDesk);
  await desk.getByText('已显示 4 条').waitFor();
  await checkAccessible(desk);
  await screenshot(desk, 'console-ledger');
  const found: [string, string][] = [
    ['欧阳', '欧阳建军'],
    ['caili', '蔡丽华'],
    ['oyjj', '欧阳建军'],
    ['19948818933', '薛珍'],
    ['8932', '蔡丽华'],
  ];
  for (const [typed, name] of found) {
    await desk.keyboard.press('/');
    await desk.keyboard.press('ControlOrMeta+a');
    await desk.keyboard.type(typed);
    await desk.waitForURL((at) => at.searchParams.get('search') === typed);
    await desk.getByRole('link', { name }).waitFor();
    await desk.getByText('已显示 1 条').waitFor();
    await desk.keyboard.press('Escape');
  }
  await desk.goto(`${url}/console/workers?community=140213066004`);
  await desk.getByText('已显示 1 条').waitFor();
  const download = desk.waitForEvent('download');
  await desk.getByRole('link', { name: '导出 Excel' }).click();
  assert.match((await download).suggestedFilename(), /台账\.xlsx$/);
  checkQuiet(desk);
});

test('A2 staff see why a person belongs to a grid and override it with a reason; the person sees who looked', async () => {
  const desk = await openAs(await api.staff('street_admin'), url, `/workers/${rider.id}`, openDesk);
  await desk.getByRole('dialog', { name: '薛珍' }).waitFor();
  await desk.getByText('为什么是这个网格？').click();
  await checkAccessible(desk);
  await desk.getByRole('button', { name: '查看号码' }).click();
  await desk.getByLabel('用途').fill('电话核实报到信息');
  await desk.getByRole('button', { name: '显示号码' }).click();
  await desk.getByText('19948818933').waitFor();
  await desk.getByRole('button', { name: '人工调整' }).click();
  await desk.getByRole('dialog').getByLabel('社区').click();
  await desk.getByTitle('文兴社区').click();
  await desk.getByRole('button', { name: '保存' }).click();
  await desk.getByText('这一项必须填写').waitFor();
  await desk.getByLabel('原因').fill('本人常驻文兴社区');
  await desk.getByRole('button', { name: '保存' }).click();
  await desk.getByRole('list').getByText('本人常驻文兴社区').waitFor();
  await screenshot(desk, 'console-worker');
  checkQuiet(desk);
  const looks = (await rider.get('/api/v1/worker/looks')).json().looks as { purpose: string | null }[];
  assert.ok(looks.some(({ purpose }) => purpose === '电话核实报到信息'));
});

test('E a page says who can see it, speaks English, and keeps the work when the session ends', async () => {
  const auditor = await openAs(await api.staff('auditor'), url, '/workers', openDesk);
  await auditor.getByText('您的角色看不到这一页').waitFor();
  await checkAccessible(auditor);
  const desk = await openAs(await api.staff('street_admin'), url, '/settings/staff', openDesk);
  await desk.getByRole('button', { name: 'English' }).click();
  await desk.getByRole('button', { name: 'New account' }).click();
  await desk.getByLabel('Name', { exact: true }).fill('王小明');
  await desk.getByLabel('Login', { exact: true }).fill('wangxm');
  await desk.getByRole('combobox', { name: 'Role' }).click();
  await desk.getByTitle('Dispatcher').click();
  await desk.context().clearCookies();
  await desk.getByRole('button', { name: 'Save' }).click();
  await desk.getByRole('dialog', { name: 'The session has ended' }).waitFor();
  assert.equal(await desk.getByLabel('Name', { exact: true }).inputValue(), '王小明');
  checkQuiet(desk);
});
