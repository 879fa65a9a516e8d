// npm run db:types: writes the row types of the migrated database; with --verify it fails when they are stale.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import {
  address,
  givenCluster,
  migratedTemplate,
  projectDir,
  startCluster,
} from '../test/harness/cluster.ts';

const given = givenCluster();
const own = given ? null : await startCluster();
const cluster = given ?? own;
if (!cluster) throw new Error('no cluster');
try {
  const database = await migratedTemplate(cluster);
  const made = spawnSync(
    process.execPath,
    [
      join(projectDir, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      ...['--dialect', 'postgres', '--url', address({ ...cluster.superuser, database })],
      ...['--out-file', join(projectDir, 'server/kernel/database/schema.generated.ts')],
      ...[
        '--date-parser',
        'string',
        '--type-mapping',
        '{"int8":"number"}',
        '--exclude-pattern',
        'migrations',
      ],
      ...process.argv.slice(2),
    ],
    { stdio: 'inherit' },
  );
  process.exitCode = made.status ?? 1;
} finally {
  await own?.stop();
}
