// The office's own three files go in, doubtful rows are decided, and the whole can be taken back.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Api, startApi } from '../harness/api.ts';
import { checkAccessible, checkQuiet, openDesk, screenshot } from '../harness/browser.ts';
import { projectDir } from '../harness/cluster.ts';
import { openAs } from '../harness/console.ts';

let api: Api;
let url: string;
const office = (name: string) => join(projectDir, 'database/demo/shuibosi', name);

before(async () => {
  api = await startApi();
  url = await api.app.listen({ host: '127.0.0.1', port: 0 });
});

/** Hands in a file and waits for what was read of it. */
async function handIn(desk: Page, name: string): Promise<void> {
  await desk.getByRole('link', { name: '导入', exact: true }).click();
  await desk.locator('.drop-zone input').setInputFiles(office(name));
  await desk.getByRole('button', { name: '开始读取' }).click();
  await desk.getByRole('button', { name: '确认导入' }).waitFor({ timeout: 30_000 });
}

async function confirm(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: '确认导入' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: '确认导入' }).click();
  await desk.getByText('已导入：').waitFor({ timeout: 30_000 });
}

test('A1 A3 staff import boundaries, sites and the messy roster, decide doubtful rows, and undo the whole', async () => {
  const desk = await openAs(await api.staff('street_admin'), url, '/imports', openDesk);
  await desk.getByText('还没有导入过').waitFor();
  await checkAccessible(desk);
  await handIn(desk, 'grids.geojson');
  await desk.getByText('没有人的社区或网格会变化').waitFor();
  await screenshot(desk, 'console-import-areas');
  await confirm(desk);
  await handIn(desk, '站点清单.csv');
  await screenshot(desk, 'console-import-sites');
  await confirm(desk);

  await handIn(desk, '新就业群体摸排表.xlsx');
  await desk.getByText('工作表与列').click();
  await desk.getByText('需本人同意，不导入').first().waitFor();
  await desk.getByText('隐藏的工作表').first().waitFor();
  await checkAccessible(desk);
  await screenshot(desk, 'console-import-columns');
  await desk.getByText('工作表与列').click();
  await desk.getByRole('link', { name: /^拒绝/ }).click();
  await desk
    .getByRole('cell', { name: /手机号/ })
    .first()
    .waitFor();
  await checkAccessible(desk);
  await screenshot(desk, 'console-import-rejected');
  await desk.getByRole('link', { name: /^待定/ }).click();
  await desk
    .getByRole('button', { name: /^同一人：/ })
    .first()
    .waitFor();
  await desk.keyboard.press('j');
  await desk.keyboard.press('n');
  await desk.keyboard.press('j');
  await desk.keyboard.press('1');
  await desk.getByRole('button', { name: '新人', pressed: true }).waitFor();
  await desk.getByRole('button', { name: /^同一人：/, pressed: true }).waitFor();
  await checkAccessible(desk);
  await screenshot(desk, 'console-import-decide');

  await desk.getByRole('button', { name: '确认导入' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: '确认导入' }).click();
  await desk.getByText('请先确认收集这些信息有合法依据').waitFor();
  await desk.getByRole('checkbox', { name: /合法依据/ }).check();
  await confirm(desk);
  await desk.getByRole('link', { name: '看台账' }).click();
  await desk.getByText(/已显示 50 条，共 3\d\d 条/).waitFor();
  await screenshot(desk, 'console-ledger-full');

  await desk.goBack();
  await desk.getByRole('button', { name: '撤销这次导入' }).click();
  await desk.getByText(/将删除新增的 3\d\d 条/).waitFor();
  await desk.getByRole('dialog').getByRole('button', { name: '撤销这次导入' }).click();
  await desk.getByText(/已于.*撤销/).waitFor();
  await desk.getByRole('link', { name: '台账', exact: true }).click();
  await desk.getByText('台账还是空的').waitFor();
  checkQuiet(desk);
});

test('A2 A3 moving a site shows who is affected, and the map opens what it shows', async () => {
  const desk = await openAs(await api.staff('street_admin'), url, '/sites', openDesk);
  await desk.getByText('填报不符').first().waitFor();
  await checkAccessible(desk);
  await screenshot(desk, 'console-sites');
  await desk.keyboard.press('j');
  await desk.keyboard.press('Enter');
  await desk.getByRole('button', { name: '移动位置' }).click();
  await desk.getByLabel('经度').fill('113.36');
  await desk.getByRole('button', { name: '看看影响谁' }).click();
  await desk.getByText('没有人的社区或网格会变化').waitFor();
  await desk.getByRole('button', { name: '确认移动' }).click();
  await desk.getByText('已移动').waitFor();
  await desk.getByRole('link', { name: '打印海报' }).click();
  const poster = desk.getByRole('img', { name: '报到二维码海报' });
  await poster.waitFor();
  assert.ok((await poster.boundingBox())?.height, 'the poster is drawn');
  await screenshot(desk, 'console-poster');

  await desk.getByRole('link', { name: '网格地图' }).click();
  await desk.locator('.maplibregl-canvas').waitFor();
  await checkAccessible(desk);
  await screenshot(desk, 'console-map');
  await desk.getByText('太和社区').last().click();
  await desk.getByRole('region', { name: '列表' }).getByRole('link').first().click();
  await desk.getByRole('button', { name: '移动位置' }).waitFor();
  checkQuiet(desk);
});
