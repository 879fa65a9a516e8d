// One process per data directory. The operating system holds the lock (an SQLite file locked exclusively), so
// it ends with the process whatever way that ends, on every platform and across containers on one machine.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { refusal } from '../config/refusal.ts';

/** Gives the data directory back. */
export type Unlock = () => void;

/**
 * Takes the data directory for this process; throws a refusal (`data_dir_in_use`) while another one has it.
 * The holder's process id stands in lock.json for people to read; it decides nothing.
 */
export function lockDataDir(dataDir: string): Unlock {
  const holder = join(dataDir, 'lock.json');
  const lock = open(dataDir);
  try {
    lock.exec('pragma busy_timeout = 0; pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    lock.close();
    throw (error as { errcode?: number }).errcode === busy ? inUse(dataDir, holder) : notWritable(dataDir);
  }
  writeFileSync(holder, `${JSON.stringify({ pid: process.pid, since: new Date().toISOString() })}\n`);
  return () => lock.close();
}

const busy = 5; // SQLITE_BUSY

function open(dataDir: string): DatabaseSync {
  try {
    return new DatabaseSync(join(dataDir, 'lock.sqlite'));
  } catch {
    throw notWritable(dataDir);
  }
}

/** What to say of a data directory that this user can't make or write. */
export function notWritable(dataDir: string) {
  return refusal(
    'data_dir',
    `数据目录 ${dataDir} 无法建立或写入：请检查权限，或用 DATA_DIR 指定别的目录。`,
    `The data directory ${dataDir} can't be made or written: check its permissions, or choose another DATA_DIR.`,
  );
}

function inUse(dataDir: string, holder: string) {
  const pid = holderPid(holder);
  return refusal(
    'data_dir_in_use',
    `数据目录 ${dataDir} 正被另一个暖新进程${pid ? `（进程号 ${pid}）` : ''}使用：请先停止它，或用 DATA_DIR 和 PORT 指定别的目录和端口。`,
    `The data directory ${dataDir} is in use by another Nuanxin${pid ? ` (process ${pid})` : ''}: stop that one first, or choose another DATA_DIR and PORT.`,
  );
}

function holderPid(path: string): number | null {
  try {
    const { pid } = JSON.parse(readFileSync(path, 'utf8')) as { pid: unknown };
    return typeof pid === 'number' ? pid : null;
  } catch {
    return null;
  }
}
