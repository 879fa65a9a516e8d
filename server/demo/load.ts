// 水泊寺街道 as a demo: the office's own files through the import that everybody uses, staff for every role, riders who
// register and report. A later start only reads who can sign in.
import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import { addStreetOpeners } from '../app.ts';
import { importNow } from '../cohesion/census/index.ts';
import { openStreet } from '../kernel/identity/accounts.ts';
import type { DemoSignIn, Kernel } from '../kernel/kernel.ts';
import { type DemoRecord, keepDemo, newDemo, readDemo } from './record.ts';
import { demoReportCount, fileDemoReports } from './reports.ts';
import { registerRiders } from './riders.ts';
import { demoStreet, makeDemoStaff } from './staff.ts';

const folder = join(import.meta.dirname, '../../database/demo/shuibosi');
const files = [
  { kind: 'areas', name: 'grids.geojson' },
  { kind: 'sites', name: '站点清单.csv' },
  { kind: 'roster', name: '新就业群体摸排表.xlsx' },
] as const;

/**
 * Makes sure that the demo is loaded and returns its ready-made sign-ins. A start that was broken off is taken up where
 * it stopped. Throws when one of the office's files cannot be imported.
 */
export async function loadDemo(kernel: Kernel): Promise<readonly DemoSignIn[]> {
  const { dataDir } = kernel.config;
  const kept = readDemo(dataDir);
  if (kept?.done) return kept.signIns;
  const record =
    kept ??
    newDemo(
      demoStreet,
      Array.from({ length: demoReportCount }, () => randomUUID()),
    );
  keepDemo(dataDir, record);
  addStreetOpeners(kernel);
  await openStreet(kernel, demoStreet);
  const [staff] = await Promise.all([makeDemoStaff(kernel, record.signIns), importFiles(kernel)]);
  const riders = await registerRiders(kernel);
  await fileDemoReports(kernel, riders, staff, record.reportKeys);
  const [rider] = riders;
  const done: DemoRecord = {
    ...record,
    done: true,
    rider: rider ? { name: rider.name, phone: rider.phone } : record.rider,
    site: rider?.site ?? record.site,
  };
  keepDemo(dataDir, done);
  return done.signIns;
}

async function importFiles(kernel: Kernel): Promise<void> {
  for (const { kind, name } of files) {
    const path = join(folder, name);
    const { state, failure } = await importNow(kernel, demoStreet, {
      kind,
      file: { name: basename(path), path },
    });
    if (state !== 'confirmed') throw new Error(`${name}: ${failure?.zh ?? state}`);
  }
}
