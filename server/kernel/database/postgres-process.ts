// Tells whether a PostgreSQL runs on a cluster directory, and stops one that a killed process left behind.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What postmaster.pid says; null while there is none or it is being written. */
export function readPostmaster(cluster: string): { pid: number; ready: boolean } | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 1 ? { pid, ready: lines[7]?.trim() === 'ready' } : null;
}

/** True while the process runs, whoever owns it; one that ended but was not yet collected does not run. */
function isAlive(pid: number): boolean {
  try {
    if (process.platform === 'linux') return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Ends a PostgreSQL that still runs on `cluster` although its parent is gone: fast shutdown, which loses
 * nothing, and after 20 s an immediate one, which recovers at the next start. A postmaster.pid that names no
 * such process is stale and removed. Call it only while holding the data directory.
 */
export async function stopOrphan(cluster: string, pgCtl: string): Promise<'none' | 'stopped'> {
  const found = readPostmaster(cluster);
  if (!found) return 'none';
  if (!isAlive(found.pid) || !runsOn(found.pid, cluster)) {
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
    return 'none';
  }
  askToStop(found.pid, cluster, pgCtl, 'fast');
  if (!(await ended(found.pid, 20_000))) {
    askToStop(found.pid, cluster, pgCtl, 'immediate');
    await ended(found.pid, 20_000);
  }
  return 'stopped';
}

/** Asks a postmaster to shut down: `fast` breaks connections off and writes a checkpoint. */
export function askToStop(pid: number, cluster: string, pgCtl: string, mode: 'fast' | 'immediate'): void {
  if (process.platform === 'win32') {
    spawnSync(pgCtl, ['-D', cluster, '-m', mode, '-W', 'stop'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  } catch {
    // It ended in the meantime, which is what was asked.
  }
}

/** Waits until the process is gone; false when it still lives after `most` milliseconds. */
export async function ended(pid: number, most: number): Promise<boolean> {
  const until = Date.now() + most;
  while (isAlive(pid)) {
    if (Date.now() > until) return false;
    await pause(20);
  }
  return true;
}

/** Process ids are reused, so the process must also be a PostgreSQL on this very directory. */
function runsOn(pid: number, cluster: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
    if (process.platform === 'win32') {
      return execFileSync('tasklist', ['/FI', `PID eq ${pid}`], { encoding: 'utf8' }).includes('postgres');
    }
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres') && command.includes(cluster);
  } catch {
    return false;
  }
}
