// A street with boundaries, reports and one signed-in worker, on a database of its own.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as GeoJSON from 'geojson';
import { buildApp } from '../server/app.ts';
import { insertWorker } from '../server/cohesion/census/workers.ts';
import { readConfig } from '../server/kernel/config/config.ts';
import { newId } from '../server/kernel/database/id.ts';
import { openStreet } from '../server/kernel/identity/accounts.ts';
import { newToken } from '../server/kernel/identity/cookie.ts';
import { insertSession } from '../server/kernel/identity/store.ts';
import type { Kernel } from '../server/kernel/kernel.ts';
import { outboxSender } from '../server/kernel/messages/messages.ts';
import { makeCipher } from '../server/kernel/privacy/cipher.ts';
import { whenFileEnds } from '../test/harness/closing.ts';
import { clusterVariable, projectDir, startCluster } from '../test/harness/cluster.ts';
import { freshDatabase, type TestDatabase } from '../test/harness/database.ts';

export const street = '140213066';

export interface Bench {
  database: TestDatabase;
  /** the worker whose reports are read and who files */
  worker: string;
  cookie: string;
  /** a category without a photo */
  category: string;
}

/** How many reports there are, a hundredth of them the worker's own. */
const reports = 20_000;

export async function seedBench(): Promise<Bench> {
  const cluster = await startCluster({ durable: true });
  whenFileEnds(() => cluster.stop());
  process.env[clusterVariable] = JSON.stringify({ superuser: cluster.superuser, dataDir: cluster.dataDir });
  const database = await freshDatabase({ connections: 4 });
  const kernel: Kernel = {
    config: readConfig({ LOG_LEVEL: 'silent' }),
    keys: database.keys,
    db: database.db,
    cipher: makeCipher(database.keys),
    sms: outboxSender(makeCipher(database.keys)),
    filesDir: '',
    setupCode: '',
    demoSignIns: [],
    streetOpeners: [],
  };
  await buildApp(kernel);
  await openStreet(kernel, street);
  const token = newToken(street);
  const { worker, category } = await kernel.db.transaction({ as: 'system', street }, async (tx) => {
    await drawAreas(tx);
    const id = await insertWorker(tx, kernel.cipher, street, 'registered', {
      name: '贺真',
      phone: '19948818938',
    });
    const other = await insertWorker(tx, kernel.cipher, street, 'registered', {
      name: '赵玲',
      phone: '19966961367',
    });
    await insertSession(tx, {
      street,
      tokenHash: token.tokenHash,
      kind: 'worker',
      actor: id,
      device: null,
      seconds: 3600,
    });
    const plain = await tx
      .selectFrom('categories')
      .select('code')
      .where('street', '=', street)
      .where('photo_required', '=', false)
      .where('parent', 'is not', null)
      .limit(1)
      .executeTakeFirstOrThrow();
    await fileMany(tx, plain.code, id, other);
    return { worker: id, category: plain.code };
  });
  await database.owner.query('analyze');
  return {
    database,
    worker,
    cookie: `nuanxin-worker=${token.value}`,
    category,
  };
}

type Tx = Parameters<Parameters<Kernel['db']['transaction']>[1]>[0];

async function drawAreas(tx: Tx): Promise<void> {
  const file = JSON.parse(
    await readFile(join(projectDir, 'database/demo/shuibosi/grids.geojson'), 'utf8'),
  ) as {
    features: {
      properties: { level: string; code: string; name: string };
      geometry: GeoJSON.Polygon | GeoJSON.MultiPolygon;
    }[];
  };
  for (const { properties, geometry } of file.features) {
    const coordinates = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    const shape = JSON.stringify({ type: 'MultiPolygon', coordinates });
    const community = properties.code.slice(0, 12);
    if (properties.level === 'community')
      await tx
        .updateTable('areas')
        .set({ geometry: shape })
        .where('street', '=', street)
        .where('code', '=', properties.code)
        .execute();
    else
      await tx
        .insertInto('areas')
        .values({
          street,
          id: newId(),
          code: properties.code,
          level: 'grid',
          kind: 'grid',
          community,
          name: properties.name,
          geometry: shape,
        })
        .execute();
  }
}

async function fileMany(tx: Tx, category: string, mine: string, others: string): Promise<void> {
  for (let from = 0; from < reports; from += 1000) {
    const rows = Array.from({ length: 1000 }, (_, at) => ({
      street,
      id: newId(),
      number: `066-20260101-${String(from + at).padStart(6, '0')}`,
      reporter: at % 100 === 0 ? mine : others,
      category,
      pace: 'ordinary',
      body: '路口的井盖松动，骑车经过很颠，晚上看不清。',
      place_source: 'phone',
      lng: 113.365,
      lat: 40.085,
      community: '140213066003',
      state: 'submitted',
    }));
    await tx.insertInto('reports').values(rows).execute();
  }
}

/** A key for every request that files. */
export const newKey = randomUUID;
