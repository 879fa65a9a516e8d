/** `npm run audit:ledger`: checks the points ledger of every street in DATA_DIR or DATABASE_URL and names the first broken row. */
import { readConfig } from '../../kernel/config/config.ts';
import { isRefusal } from '../../kernel/config/refusal.ts';
import { lockDataDir } from '../../kernel/database/lock.ts';
import { openDatabase } from '../../kernel/database/open.ts';
import { auditStreet, type BrokenRow, streetsOf } from './audit.ts';

const sentences: Record<BrokenRow['wrong'], { zh: string; en: string }> = {
  content: { zh: '内容与写入时的校验值不符', en: 'its content is not what was written' },
  link: {
    zh: '前后不相接：前面有记录被删改，或它是插入的',
    en: 'it does not join on: one before it was removed or changed, or it was put in',
  },
  end: { zh: '最后的记录不在了，或被改过', en: 'the last transfers are gone or were changed' },
  balance: { zh: '余额不等于各笔之和', en: 'the balance is not the sum of its transfers' },
  account: { zh: '不属于这位小哥的账户', en: 'it is not between accounts of its worker' },
  rule: { zh: '所引的规则不存在', en: 'it cites a rule that is not there' },
  source: { zh: '依据与编号不符', en: 'its proof and its key disagree' },
  twice: { zh: '同一依据记了两次', en: 'its proof was rewarded twice' },
  cap: { zh: '超过了上限', en: 'it goes beyond the cap' },
  sum: { zh: '全部账户合计不为 0', en: 'all accounts together are not 0' },
};

/** Runs the audit with the given environment; returns the exit code: 0 whole, 1 broken, 2 not possible. */
export async function runAudit(
  env: Readonly<Record<string, string | undefined>>,
  out: (text: string) => void,
  err: (text: string) => void,
): Promise<number> {
  let unlock = () => {};
  try {
    const config = readConfig(env);
    if (!config.databaseUrl) unlock = lockDataDir(config.dataDir);
    const opened = await openDatabase(config);
    try {
      let code = 0;
      for (const street of await streetsOf(opened.db)) {
        const audit = await auditStreet(opened.db, street);
        if ('broken' in audit) {
          const { table, id, wrong } = audit.broken;
          const said = sentences[wrong];
          err(`${street} ✗ ${table} ${id}：${said.zh}\n${street} ✗ ${table} ${id}: ${said.en}\n`);
          code = 1;
        } else {
          out(`${street} ✓ ${audit.workers} 人，${audit.transfers} 笔，${audit.points} 积分\n`);
        }
      }
      return code;
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
    err(`${error.zh}\n${error.en}\n`);
    return 2;
  } finally {
    unlock();
  }
}

if (import.meta.main) {
  process.exitCode = await runAudit(
    process.env,
    (text) => process.stdout.write(text),
    (text) => process.stderr.write(text),
  );
}
