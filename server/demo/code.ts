// `npm run -s demo:code`: the six digits of every demo sign-in at this moment.
import { readConfig } from '../kernel/config/config.ts';
import { totpNow } from '../kernel/identity/totp.ts';
import { readDemo } from './record.ts';

const { dataDir } = readConfig({ DATA_DIR: './data-demo', ...process.env });
const record = readDemo(dataDir);
if (record) {
  for (const { login, totpSecret } of record.signIns) console.log(`${totpNow(totpSecret)}  ${login}`);
} else {
  console.error(`${dataDir} 里没有演示数据：请先运行 npm run demo。`);
  process.exitCode = 2;
}
