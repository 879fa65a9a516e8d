/** Routes of snap reports: categories, filing, following, handling, photos, the map. */
import { Type } from 'typebox';
import { entryOf } from '../../kernel/access/access.ts';
import { newId } from '../../kernel/database/id.ts';
import { keepPhoto, photoTypes, readPhoto } from '../../kernel/files/store.ts';
import type { Routes } from '../../kernel/http/app.ts';
import { Uuid } from '../../kernel/http/contract.ts';
import { claimKey, idempotencyKey, requestHash } from '../../kernel/http/idempotency.ts';
import { chosenStreet } from '../../kernel/identity/routes.ts';
import { sayLimits } from './categories.ts';
import { readCategories } from './categories-store.ts';
import * as contract from './contract.ts';
import { reportDetail } from './detail.ts';
import { fail } from './failures.ts';
import { categoryOf, file, filedUnder } from './filing.ts';
import { takeStep } from './handling.ts';
import { makeReader, photosFrom } from './incoming.ts';
import { ownReports, reportBoard, reportPage, scopedReports } from './list.ts';
import { mapLayers } from './map.ts';
import { makeNumbers } from './numbers.ts';
import { sentAlready, visiblePhoto } from './photos.ts';
import { rejections } from './rejections.ts';

const ById = Type.Object({ id: Uuid });
/** Staff who meet reports, each in their own scope (domain rules, section 3). */
const reportStaff = ['dispatcher', 'community_worker', 'grid_worker'] as const;
const InStreet = Type.Object({ street: Type.Optional(Type.String({ pattern: '^\\d{9}$' })) });

export const routes: Routes = (app, kernel) => {
  const { db } = kernel;
  const nextNumber = makeNumbers(db);
  const readReport = makeReader<contract.NewReport>(contract.NewReport, 'report');
  const readEvent = makeReader<contract.NewEvent>(contract.NewEvent, 'event');

  app.get(
    '/api/v1/categories',
    {
      config: { access: ['public'] },
      schema: { querystring: InStreet, response: { 200: contract.CategoryList } },
    },
    async (request, reply) => {
      const street = await chosenStreet(kernel, request.query.street);
      const categories = await db.transaction({ as: 'public', street }, (tx) => readCategories(tx, street));
      reply.header('cache-control', 'public, max-age=300');
      return {
        categories: categories.map(({ code, parent, name, pace, photoRequired, guidance }) => ({
          code,
          parent,
          name,
          pace,
          photoRequired,
          guidance,
          limit: sayLimits(pace),
        })),
      };
    },
  );

  app.post(
    '/api/v1/reports',
    {
      config: { access: ['worker'] },
      schema: { response: { 200: contract.ReportFiled, 201: contract.ReportFiled } },
    },
    async (request, reply) => {
      const entry = entryOf(request);
      const key = idempotencyKey(request);
      // Nobody without a session has files read.
      if (request.isMultipart()) await db.batch(entry, []);
      const { body, files, fileHashes } = await readReport(request);
      const hash = requestHash(body, ...fileHashes);
      await categoryOf(kernel, entry.street, body.category);
      const filing = { entry, key, requestHash: hash, report: body };
      if (files.length > 0) {
        const before = await filedUnder(kernel, filing);
        if (before) return reply.code(200).header('idempotent-replay', 'true').send(before);
      }
      const photos = await photosFrom(files);
      if (photos.length > 0) {
        const number = await db.transaction(entry, (tx, actor) =>
          sentAlready(
            tx,
            actor,
            photos.map((photo) => photo.perceptualHash),
          ),
        );
        // The same request may have been filed meanwhile by its own repeat.
        const repeated = number ? await filedUnder(kernel, filing) : null;
        if (repeated) return reply.code(200).header('idempotent-replay', 'true').send(repeated);
        if (number)
          throw fail('sent_already', {
            zh: `这张照片您今天已经报过了，编号 ${number}，不用再报。`,
            en: `You sent this photo already, as ${number}; no need to send it again.`,
          });
      }
      const { replayed, filed } = await file(kernel, nextNumber, { ...filing, photos });
      if (replayed) reply.header('idempotent-replay', 'true');
      return reply.code(replayed ? 200 : 201).send(filed);
    },
  );

  app.get(
    '/api/v1/worker/reports',
    {
      config: { access: ['worker'] },
      schema: { querystring: contract.MyReportQuery, response: { 200: contract.ReportPage } },
    },
    (request) => {
      const entry = entryOf(request);
      const { after, limit = 20 } = request.query;
      return reportPage(kernel, entry, ownReports(entry.street, after, limit), limit);
    },
  );

  app.get(
    '/api/v1/reports',
    {
      config: { access: reportStaff },
      schema: { querystring: contract.ReportQuery, response: { 200: contract.ReportPage } },
    },
    (request) => {
      const entry = entryOf(request);
      const { limit = 20, order } = request.query;
      return reportPage(kernel, entry, scopedReports(entry.street, request.query, limit), limit, order);
    },
  );

  app.get(
    '/api/v1/reports/board',
    { config: { access: reportStaff }, schema: { response: { 200: contract.ReportBoard } } },
    (request) => reportBoard(kernel, entryOf(request)),
  );

  app.get(
    '/api/v1/reports/:id',
    {
      config: { access: ['worker', ...reportStaff] },
      schema: { params: ById, response: { 200: contract.ReportDetail } },
    },
    (request) =>
      db.transaction(entryOf(request), (tx, actor) => reportDetail(kernel, tx, actor, request.params.id)),
  );

  app.post(
    '/api/v1/reports/:id/events',
    {
      config: { access: ['worker', ...reportStaff] },
      schema: { params: ById, response: { 200: contract.ReportDetail } },
    },
    async (request, reply) => {
      const entry = entryOf(request);
      const key = idempotencyKey(request);
      if (request.isMultipart()) await db.batch(entry, []);
      const { body: wish, files, fileHashes } = await readEvent(request);
      const report = request.params.id;
      // Who may not see the report learns nothing and costs no photo work.
      await db.transaction(entry, (tx, actor) => reportDetail(kernel, tx, actor, report));
      const photos = (await photosFrom(files)).map((photo) => ({ id: newId(), photo }));
      await Promise.all(photos.map(({ photo }) => keepPhoto(kernel.filesDir, photo)));
      const detail = await db.transaction(entry, async (tx, actor) => {
        const keyed = {
          street: actor.street,
          actor: actor.id,
          route: 'report-events',
          key,
          hash: requestHash(report, wish, ...fileHashes),
        };
        const before = await claimKey(tx, keyed, report);
        if (before === null) await takeStep(kernel, tx, actor, { report, wish, photos });
        else reply.header('idempotent-replay', 'true');
        return reportDetail(kernel, tx, actor, report);
      });
      return detail;
    },
  );

  app.get(
    '/api/v1/rejections',
    { config: { access: reportStaff }, schema: { response: { 200: contract.RejectionList } } },
    (request) =>
      db.transaction(entryOf(request), async () => ({
        reasons: rejections.map(({ code, name, channel }) => ({ code, name, channel })),
      })),
  );

  for (const size of ['', '/small'] as const) {
    app.get(
      `/api/v1/photos/:id${size}`,
      { config: { access: ['worker', ...reportStaff] }, schema: { params: ById } },
      async (request, reply) => {
        const sha256 = await db.transaction(entryOf(request), (tx, actor) =>
          visiblePhoto(tx, actor, request.params.id),
        );
        const part = size ? 'small' : 'picture';
        const kept = await readPhoto(kernel.filesDir, sha256, part);
        if (!kept) throw fail('no_such_photo');
        reply.header('cache-control', 'private, max-age=86400, immutable');
        reply.header('content-length', kept.bytes);
        return reply.type(photoTypes[part]).send(kept.stream);
      },
    );
  }

  app.get(
    '/api/v1/map',
    {
      config: { access: ['street_admin', ...reportStaff] },
      schema: { response: { 200: contract.MapLayers } },
    },
    (request) => mapLayers(kernel, entryOf(request)),
  );
};
