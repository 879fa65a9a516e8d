// The first person of an office: opens the street, sets up the second factor, signs in again, makes an account.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { totpNow } from '../../server/kernel/identity/totp.ts';
import { checkAccessible, checkQuiet, openDesk, screenshot } from '../harness/browser.ts';
import { startServer } from '../harness/server.ts';

test('E the first administrator finds the street among all, sets up two factors and is led to the first step', async () => {
  const server = await startServer();
  const desk = await openDesk(`${server.url}/console`);
  await desk.getByRole('textbox', { name: /水泊寺/ }).fill('水泊寺');
  await checkAccessible(desk);
  await desk.getByRole('button', { name: /水泊寺街道/ }).click();
  await desk.getByLabel('姓名').fill('李静');
  await desk.getByLabel('登录名').fill('lijing');
  await desk.getByLabel('密码', { exact: true }).fill('nuanxin-warm-2026');
  await desk.getByLabel('再输一次密码').fill('nuanxin-cold-2026');
  await desk.getByRole('button', { name: '开通街道' }).click();
  await desk.getByText('两次输入不一样').waitFor();
  await desk.getByLabel('再输一次密码').fill('nuanxin-warm-2026');
  await screenshot(desk, 'console-first-run');
  await desk.getByRole('button', { name: '开通街道' }).click();

  await desk.getByRole('heading', { name: '设置二次验证' }).waitFor();
  const secret = ((await desk.locator('code').textContent()) ?? '').trim();
  await checkAccessible(desk);
  await desk.getByLabel('六位数字').fill(totpNow(secret) === '000000' ? '111111' : '000000');
  await desk.getByRole('alert').waitFor();
  await desk.getByLabel('六位数字').fill(totpNow(secret));
  await desk.getByRole('heading', { name: '李静，您好' }).waitFor();
  await desk.getByRole('heading', { name: '开始使用' }).waitFor();
  await checkAccessible(desk);
  await screenshot(desk, 'console-first-steps');

  await desk.getByRole('link', { name: '人员与权限' }).click();
  await desk.getByRole('button', { name: '新增人员' }).click();
  await desk.getByLabel('姓名', { exact: true }).fill('孙志远');
  await desk.getByLabel('登录名', { exact: true }).fill('lijing');
  await desk.getByRole('combobox', { name: '角色' }).click();
  await desk.getByTitle('街道调度员').click();
  await desk.getByRole('button', { name: '保存' }).click();
  await desk.getByText('这个登录名已有人用').waitFor();
  await desk.getByLabel('登录名', { exact: true }).fill('sunzhiyuan');
  await checkAccessible(desk);
  await desk.getByRole('button', { name: '保存' }).click();
  const password = (await desk.locator('.first-password').textContent()) ?? '';
  assert.ok(password.trim().length >= 10, 'the first password is shown once');
  await desk.getByRole('button', { name: '关闭' }).click();
  await desk.getByRole('cell', { name: 'sunzhiyuan' }).waitFor();

  await desk.getByRole('button', { name: '退出登录' }).click();
  await desk.getByRole('heading', { name: '工作人员登录' }).waitFor();
  await desk.getByLabel('登录名').fill('lijing');
  await desk.getByLabel('密码', { exact: true }).fill('not-the-password');
  await desk.getByRole('button', { name: '登录' }).click();
  await desk.getByText('登录名或密码不对').waitFor();
  await checkAccessible(desk);
  for (let wrong = 0; wrong < 4; wrong += 1) {
    const answer = desk.waitForResponse(/staff-sessions/);
    await desk.getByRole('button', { name: '登录' }).click();
    await answer;
  }
  await desk.getByText(/账号已锁定，.*之后可以再试/).waitFor();
  checkQuiet(desk);
});
