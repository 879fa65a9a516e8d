// What a start of the demo prints: addresses, and how to sign in as everybody.
import { totpNow } from '../kernel/identity/totp.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { readDemo } from './record.ts';

/** Chinese signs take two places on a terminal. */
const wide = (text: string) => [...text].reduce((sum, sign) => sum + (sign > '\u10ff' ? 2 : 1), 0);
const padded = (text: string, width: number) => text + ' '.repeat(Math.max(1, width - wide(text)));

/** Sign-ins with the codes of this half minute, and the rider's ways in. */
export function sayDemo({ config }: Pick<Kernel, 'config'>): string {
  const record = readDemo(config.dataDir);
  if (!record) return '';
  const lines = record.signIns.map(
    ({ role, login, password, totpSecret }) =>
      `    ${padded(role.zh, 30)}${padded(login, 12)}${password}  ${totpNow(totpSecret)}`,
  );
  return [
    '',
    '演示数据：水泊寺街道（其中人名与号码均为虚构）',
    `  工作台登录  ${config.publicUrl}/console`,
    `    ${padded('角色', 30)}${padded('账号', 12)}${padded('密码', 21)}动态码`,
    ...lines,
    '    动态码 30 秒一换、只能用一次；看新的动态码： npm run -s demo:code',
    ...(record.site
      ? [`  小哥报到（${record.site.name}）  ${config.publicUrl}/s/${record.street}/${record.site.id}`]
      : []),
    ...(record.rider
      ? [`  已报到的小哥  ${record.rider.name} ${record.rider.phone}，验证码见 ${config.publicUrl}/outbox`]
      : []),
  ].join('\n');
}
