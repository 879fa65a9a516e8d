/** Routes of the ledger: workers, sites, areas, tasks. Those of imports are in import-routes.ts. */
import type * as GeoJSON from 'geojson';
import { Type } from 'typebox';
import { entryOf } from '../../kernel/access/access.ts';
import { trace } from '../../kernel/audit/audit.ts';
import { currentAreas } from '../../kernel/divisions/areas.ts';
import type { Routes } from '../../kernel/http/app.ts';
import { Uuid } from '../../kernel/http/contract.ts';
import { chosenStreet } from '../../kernel/identity/routes.ts';
import { readOutbox } from '../../kernel/messages/messages.ts';
import * as contract from './contract.ts';
import { workerPage } from './ledger.ts';
import { exportLedger } from './ledger-export.ts';
import { siteList } from './site-list.ts';
import { closeTask, openTasks } from './tasks.ts';
import { openWorker, overrideAssignment, revealPhone } from './worker-detail.ts';

const ById = Type.Object({ id: Uuid });
/** Who reads people's rows, each in their own scope (domain rules, section 3). */
const ledgerReaders = ['street_admin', 'dispatcher', 'community_worker', 'grid_worker'] as const;

export const routes: Routes = (app, kernel) => {
  const { db, cipher } = kernel;

  app.get(
    '/api/v1/workers',
    {
      config: { access: ledgerReaders },
      schema: { querystring: contract.WorkerQuery, response: { 200: contract.WorkerPage } },
    },
    (request) =>
      db.transaction(entryOf(request), (tx, actor) => workerPage(tx, cipher, actor, request.query)),
  );

  app.get(
    '/api/v1/workers.xlsx',
    {
      config: { access: ['street_admin', 'community_worker'] },
      schema: { querystring: contract.WorkerQuery },
    },
    async (request, reply) => {
      const file = await db.transaction(
        entryOf(request),
        (tx, actor) => exportLedger(tx, cipher, actor, request.query),
        { statementTimeout: 60_000 },
      );
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent('新就业群体台账.xlsx')}`,
        )
        .send(file);
    },
  );

  app.get(
    '/api/v1/workers/:id',
    { config: { access: ledgerReaders }, schema: { params: ById, response: { 200: contract.WorkerDetail } } },
    (request) => db.transaction(entryOf(request), (tx, actor) => openWorker(tx, actor, request.params.id)),
  );

  app.post(
    '/api/v1/workers/:id/reveal',
    {
      config: { access: ledgerReaders },
      schema: { params: ById, body: contract.Reveal, response: { 200: contract.Revealed } },
    },
    (request) =>
      db.transaction(entryOf(request), async (tx, actor) => ({
        phone: await revealPhone(tx, cipher, actor, request.params.id, request.body.purpose),
      })),
  );

  app.post(
    '/api/v1/workers/:id/assignments',
    {
      config: { access: ['street_admin', 'community_worker'] },
      schema: { params: ById, body: contract.Override, response: { 200: contract.WorkerDetail } },
    },
    (request) =>
      db.transaction(entryOf(request), (tx, actor) =>
        overrideAssignment(tx, actor, request.params.id, request.body),
      ),
  );

  app.get(
    '/api/v1/sites',
    { config: { access: ledgerReaders }, schema: { response: { 200: contract.SiteList } } },
    (request) => db.transaction(entryOf(request), (tx, actor) => siteList(tx, actor)),
  );

  app.get(
    '/api/v1/areas',
    {
      config: { access: ['public'] },
      schema: { querystring: contract.AreaQuery, response: { 200: contract.Areas } },
    },
    async (request, reply) => {
      const street = await chosenStreet(kernel, request.query.street);
      const areas = await db.transaction({ as: 'public', street }, (tx) => currentAreas(tx, street));
      reply.header('cache-control', 'public, max-age=300');
      return areaCollection(areas);
    },
  );

  app.get(
    '/api/v1/tasks',
    {
      config: { access: ['street_admin', 'dispatcher', 'community_worker'] },
      schema: { response: { 200: contract.TaskList } },
    },
    (request) => db.transaction(entryOf(request), (tx, actor) => openTasks(tx, actor)),
  );

  app.post(
    '/api/v1/tasks/:id/done',
    {
      config: { access: ['street_admin', 'dispatcher', 'community_worker'] },
      schema: { params: ById, body: Type.Object({ outcome: Type.String({ minLength: 1, maxLength: 200 }) }) },
    },
    async (request, reply) => {
      await db.transaction(entryOf(request), (tx, actor) =>
        closeTask(tx, actor, request.params.id, request.body.outcome),
      );
      return reply.code(204).send();
    },
  );

  // The development outbox is open to all in the demo, and does not exist elsewhere but for the street's admin.
  const outboxAccess = kernel.demoSignIns.length > 0 ? (['public'] as const) : (['street_admin'] as const);
  app.get(
    '/api/v1/outbox',
    {
      config: { access: outboxAccess },
      schema: { querystring: contract.AreaQuery, response: { 200: contract.Outbox } },
    },
    async (request) => {
      if (outboxAccess[0] === 'street_admin')
        return db.transaction(entryOf(request), async (tx, actor) => {
          // It shows codes that sign people in, so reading it leaves a trace.
          await trace(tx, actor, { action: 'outbox.read' });
          return { messages: await readOutbox(tx, cipher, actor.street) };
        });
      const street = await chosenStreet(kernel, request.query.street);
      return db.transaction({ as: 'public', street }, async (tx) => ({
        messages: await readOutbox(tx, cipher, street),
      }));
    },
  );
};

type StreetAreas = Awaited<ReturnType<typeof currentAreas>>;

/** Communities first, then grids, as GeoJSON in WGS84. */
function areaCollection(areas: StreetAreas): contract.Areas {
  const feature = (
    code: string,
    level: string,
    kind: string,
    community: string,
    name: string,
    area: unknown,
  ) => ({
    type: 'Feature' as const,
    properties: { code, level, kind, community, name },
    geometry: area ? { type: 'MultiPolygon' as const, coordinates: area as GeoJSON.Position[][][] } : null,
  });
  return {
    type: 'FeatureCollection',
    features: [
      ...areas.communities.map((one) =>
        feature(
          one.code,
          'community',
          /村$/.test(one.name) ? 'village' : 'community',
          one.code,
          one.name,
          one.area,
        ),
      ),
      ...areas.grids.map((one) => feature(one.code, 'grid', 'grid', one.community, one.name, one.area)),
    ],
  };
}
