// npm run pictures: takes the pictures of README and docs anew, from a demo of its own, into docs/pictures.
import '../bench/close-by-hand.ts';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { readDemo } from '../server/demo/record.ts';
import { openDesk, openPhone } from '../test/harness/browser.ts';
import { closeAll } from '../test/harness/closing.ts';
import { projectDir } from '../test/harness/cluster.ts';
import { startProduct } from '../test/harness/product.ts';
import { temporaryDir } from '../test/harness/server.ts';

const pictures = join(projectDir, 'docs/pictures');
const mostBytes = 150 * 1024;

try {
  mkdirSync(pictures, { recursive: true });
  const DATA_DIR = join(temporaryDir(), 'demo');
  const product = await startProduct({ DATA_DIR, DATABASE_URL: '', APP_DATABASE_URL: '' }, ['--demo']);
  await product.ready();
  const demo = readDemo(DATA_DIR);
  if (!demo?.rider || !demo.site) throw new Error('the demo has no rider or no site');
  await onThePhone(product.url, `/s/${demo.street}/${demo.site.id}`, demo.rider.phone);
  await asDispatcher(product.url);
  await asAdministrator(product.url);
} finally {
  await closeAll();
}

async function onThePhone(url: string, welcome: string, number: string): Promise<void> {
  const phone = await openPhone(`${url}${welcome}`);
  await phone.getByRole('button', { name: '用手机号报到' }).waitFor();
  await take(phone, 'phone-welcome');
  await phone.goto(url);
  await phone.getByLabel('手机号').fill(number);
  await phone.getByRole('button', { name: '获取验证码' }).click();
  await phone.getByLabel('验证码').waitFor();
  await phone.getByLabel('验证码').fill(await lastCode(url));
  await phone.getByText('辛苦了').waitFor();
  await take(phone, 'phone-home');
  await phone.goto(`${url}/reports`);
  await phone.getByText('已结案').last().click();
  await phone.getByText('办理过程').waitFor();
  await take(phone, 'phone-report');
  await phone.goto(`${url}/points`);
  await phone.getByText('可用积分').waitFor();
  await take(phone, 'phone-points');
}

async function asDispatcher(url: string): Promise<void> {
  const desk = await signedIn(url, '街道调度员');
  await take(desk, 'desk-workbench');
  await desk.goto(`${url}/console/reports`);
  await desk.locator('.rows tbody tr').first().waitFor();
  await take(desk, 'desk-reports');
  await desk.goto(`${url}/console/reports?state=handled`);
  await desk.locator('.rows tbody tr').first().waitFor();
  await desk.keyboard.press('j');
  await desk.keyboard.press('Enter');
  await desk.getByRole('button', { name: '核查通过，结案' }).waitFor();
  await take(desk, 'desk-report');
}

async function asAdministrator(url: string): Promise<void> {
  const desk = await signedIn(url, '街道管理员');
  await desk.goto(`${url}/console/workers`);
  await desk.getByText(/已显示 \d+ 条/).waitFor();
  await take(desk, 'desk-ledger');
  await desk.goto(`${url}/console/map`);
  await desk.locator('canvas').first().waitFor();
  await take(desk, 'desk-map');
  await desk.goto(`${url}/console/imports`);
  await desk
    .locator('.drop-zone input')
    .setInputFiles(join(projectDir, 'database/demo/shuibosi/新就业群体摸排表.xlsx'));
  await desk.getByRole('button', { name: '开始读取' }).click();
  await desk.getByRole('button', { name: '确认导入' }).waitFor({ timeout: 30_000 });
  await take(desk, 'desk-import');
}

/** A desk at the console, entered by the demo's button for this role. */
async function signedIn(url: string, role: string): Promise<Page> {
  const desk = await openDesk(`${url}/console`);
  await desk.getByRole('button', { name: role, exact: true }).click();
  await desk.getByRole('heading', { name: /您好/ }).waitFor();
  return desk;
}

/** The six digits of the text message sent last. */
async function lastCode(url: string): Promise<string> {
  const outbox = (await (await fetch(`${url}/api/v1/outbox`)).json()) as { messages: { text: string }[] };
  const code = outbox.messages.map(({ text }) => /\d{6}/.exec(text)?.[0]).find(Boolean);
  if (!code) throw new Error('no code in the outbox');
  return code;
}

/** One screen of the page, once nothing loads any more, in as many colours as the size allows. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  const shot = await page.screenshot({ animations: 'disabled' });
  const path = join(pictures, `${name}.png`);
  for (const colours of [256, 128, 64, 32]) {
    writeFileSync(path, await sharp(shot).png({ palette: true, colours, effort: 10 }).toBuffer());
    if (statSync(path).size <= mostBytes) break;
  }
  console.log(`${name}.png  ${Math.ceil(statSync(path).size / 1024)} KB`);
}
