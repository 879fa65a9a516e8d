/** Routes of imports: upload, follow, set, decide, confirm, undo. Street admins only. */
import { setTimeout as pause } from 'node:timers/promises';
import { Type } from 'typebox';
import { entryOf } from '../../kernel/access/access.ts';
import { newId } from '../../kernel/database/id.ts';
import type { Routes } from '../../kernel/http/app.ts';
import { PageQuery, Uuid } from '../../kernel/http/contract.ts';
import { claimKey, idempotencyKey, requestHash } from '../../kernel/http/idempotency.ts';
import * as contract from './contract.ts';
import { fail } from './failures.ts';
import { afterCancel, beginReading, cancelImport, decide, readAgain, recordImport } from './import-acts.ts';
import { affectedByImport } from './import-affected.ts';
import { removeUpload } from './import-file.ts';
import { linePage } from './import-lines.ts';
import { importById, importsBefore, importView } from './import-record.ts';
import { stopAll } from './import-running.ts';
import { sweepImports } from './import-sweep.ts';
import { undoImport } from './import-undo.ts';
import { takeUpload } from './import-upload.ts';
import { beginWriting, statementTimeout, takeForWriting } from './import-writing.ts';

const ById = Type.Object({ id: Uuid });
/** A confirmation that takes longer is answered as still being written (milliseconds). */
const answerWithin = 20_000;
const sweepEvery = 3_600_000;

export const routes: Routes = (app, kernel) => {
  const { db, cipher } = kernel;
  const access = ['street_admin'] as const;
  const config = { access };
  const heard = (work: Promise<void>) =>
    work.catch((error: { code?: string; message?: string }) =>
      app.log.error({ code: error.code, said: error.message }, 'import'),
    );

  let sweeping: NodeJS.Timeout;
  app.addHook('onReady', async () => {
    await sweepImports(kernel, 'start');
    sweeping = setInterval(() => void heard(sweepImports(kernel, 'hourly')), sweepEvery).unref();
  });
  app.addHook('onClose', async () => {
    clearInterval(sweeping);
    await stopAll(kernel);
  });

  app.post(
    '/api/v1/imports',
    {
      config: { access, rateLimit: { max: 60, timeWindow: 60_000 } },
      schema: { response: { 202: contract.ImportMade } },
    },
    async (request, reply) => {
      const entry = entryOf(request);
      const { street } = entry;
      const key = idempotencyKey(request);
      await db.batch(entry, []); // who may not import uploads nothing
      const id = newId();
      const upload = await takeUpload(kernel, request, street, id);
      const hash = requestHash(upload.kind, upload.datum ?? '', upload.fileName, upload.sha256);
      let before: string | null;
      try {
        before = await db.transaction(entry, async (tx, actor) => {
          const keyed = { street, actor: actor.id, route: 'imports', key, hash };
          const made = await claimKey(tx, keyed, id);
          if (made === null) await recordImport(tx, actor, id, upload);
          return made;
        });
      } catch (error) {
        await removeUpload(kernel, street, id);
        throw error;
      }
      if (before !== null) {
        await removeUpload(kernel, street, id);
        return reply.code(202).header('idempotent-replay', 'true').send({ id: before });
      }
      void heard(beginReading(kernel, street, id));
      return reply.code(202).send({ id });
    },
  );

  app.get(
    '/api/v1/imports',
    {
      config,
      schema: { querystring: Type.Object({ ...PageQuery }), response: { 200: contract.ImportList } },
    },
    (request) =>
      db.transaction(entryOf(request), async (tx, { street }) => {
        const { after, limit = 20 } = request.query;
        if (after !== undefined && !/^[0-9a-f-]{36}$/.test(after)) throw fail('bad_after');
        const rows = await importsBefore(tx, street, after, limit + 1);
        const page = rows.slice(0, limit);
        return {
          imports: page.map((row) => importView(row, 'listed')),
          next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
        };
      }),
  );

  app.get(
    '/api/v1/imports/:id',
    { config, schema: { params: ById, response: { 200: contract.ImportView } } },
    (request) =>
      db.transaction(entryOf(request), async (tx, { street }) =>
        importView(await importById(tx, street, request.params.id)),
      ),
  );

  app.get(
    '/api/v1/imports/:id/lines',
    {
      config,
      schema: {
        params: ById,
        querystring: contract.ImportLineQuery,
        response: { 200: contract.ImportLines },
      },
    },
    (request) =>
      db.transaction(entryOf(request), async (tx, { street }) => {
        const { after = '0', limit = 20, outcome } = request.query;
        if (!/^\d{1,9}$/.test(after)) throw fail('bad_after');
        await importById(tx, street, request.params.id);
        return linePage(tx, cipher, street, request.params.id, {
          after: Number(after),
          limit,
          ...(outcome && { outcome }),
        });
      }),
  );

  app.get(
    '/api/v1/imports/:id/affected',
    { config, schema: { params: ById, response: { 200: contract.Affected } } },
    (request) =>
      db.transaction(entryOf(request), (tx, { street }) =>
        affectedByImport(kernel, tx, street, request.params.id),
      ),
  );

  app.put(
    '/api/v1/imports/:id/reading',
    {
      config,
      schema: { params: ById, body: contract.ImportReading, response: { 202: contract.ImportMade } },
    },
    async (request, reply) => {
      const entry = entryOf(request);
      const { id } = request.params;
      await db.transaction(entry, (tx, actor) => readAgain(kernel, tx, actor, id, request.body));
      void heard(beginReading(kernel, entry.street, id));
      return reply.code(202).send({ id });
    },
  );

  app.put(
    '/api/v1/imports/:id/decisions',
    { config, schema: { params: ById, body: contract.ImportDecisions } },
    async (request, reply) => {
      await db.transaction(entryOf(request), (tx, actor) =>
        decide(kernel, tx, actor, request.params.id, request.body.decisions),
      );
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/v1/imports/:id/confirm',
    {
      config,
      schema: { params: ById, body: contract.ImportConfirm, response: { 200: contract.ImportView } },
    },
    async (request) => {
      const entry = entryOf(request);
      const { id } = request.params;
      const actor = await db.transaction(entry, async (tx, who) => {
        await takeForWriting(tx, who, id, request.body.legalBasis ?? false);
        return who;
      });
      const enough = new AbortController();
      const written = heard(beginWriting(kernel, actor, id)).finally(() => enough.abort());
      await Promise.race([written, pause(answerWithin, null, { signal: enough.signal }).catch(() => {})]);
      return db.transaction(entry, async (tx, { street }) => importView(await importById(tx, street, id)));
    },
  );

  app.post(
    '/api/v1/imports/:id/cancel',
    { config, schema: { params: ById, response: { 200: contract.ImportView } } },
    async (request) => {
      const entry = entryOf(request);
      const { id } = request.params;
      const view = await db.transaction(entry, async (tx, actor) => {
        await cancelImport(tx, actor, id);
        return importView(await importById(tx, actor.street, id));
      });
      await afterCancel(kernel, entry.street, id);
      return view;
    },
  );

  app.post(
    '/api/v1/imports/:id/undo',
    { config, schema: { params: ById, response: { 200: contract.ImportView } } },
    async (request) => {
      const entry = entryOf(request);
      const { id } = request.params;
      return db.transaction(
        entry,
        async (tx, actor) => {
          await undoImport(kernel, tx, actor, id);
          return importView(await importById(tx, actor.street, id));
        },
        { statementTimeout },
      );
    },
  );
};
