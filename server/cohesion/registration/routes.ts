/** Routes of registration, worker sign-in, one's own card, notices and who looked. */
import { Type } from 'typebox';
import { earnedWith } from '../../governance/points/index.ts';
import { roleByCode, setRoleWishes, volunteerRoles } from '../../governance/volunteers/index.ts';
import { entryOf } from '../../kernel/access/access.ts';
import type { Routes } from '../../kernel/http/app.ts';
import { Street, Uuid } from '../../kernel/http/contract.ts';
import { claimKey, earlierOrNull, idempotencyKey, requestHash } from '../../kernel/http/idempotency.ts';
import { newToken, setSessionCookie } from '../../kernel/identity/cookie.ts';
import { chosenStreet, deviceOf } from '../../kernel/identity/routes.ts';
import { workerSessionSeconds } from '../../kernel/identity/sign-in.ts';
import { insertSession } from '../../kernel/identity/store.ts';
import { listOpenSites, siteById, updateWorker } from '../census/index.ts';
import { belonging, myCard } from './card.ts';
import {
  checkCode,
  codeAgainSeconds,
  codeMinutes,
  lockPhone,
  makeTicket,
  readTicket,
  sendCode,
} from './codes.ts';
import { consentVersion, generalConsent } from './consent.ts';
import * as contract from './contract.ts';
import { fail } from './failures.ts';
import { looksAt, noticesOf } from './own-records.ts';
import { typedPhone } from './phone.ts';
import { checkRegistration, register } from './registration.ts';
import * as store from './store.ts';
import { isVehicle } from './vehicles.ts';

/** Per address. A whole station registers over one Wi-Fi; each phone has limits of its own besides (codes.ts). */
const codeLimit = { max: 60, timeWindow: 10 * 60_000 };
const proofLimit = { max: 200, timeWindow: 10 * 60_000 };
const PageOfMine = Type.Object({ after: Type.Optional(Type.String({ maxLength: 200 })) });

export const routes: Routes = (app, kernel) => {
  app.get(
    '/api/v1/streets/:street/welcome',
    {
      config: { access: ['public'] },
      schema: {
        params: Type.Object({ street: Street }),
        querystring: Type.Object({ site: Type.Optional(Uuid) }),
        response: { 200: contract.Welcome },
      },
    },
    async (request) => {
      const street = await chosenStreet(kernel, request.params.street);
      return kernel.db.transaction({ as: 'public', street }, async (tx) => {
        const office = await tx
          .selectFrom('streets')
          .select(['name', 'county'])
          .where('street', '=', street)
          .executeTakeFirstOrThrow();
        const site = request.query.site ? await siteById(tx, street, request.query.site) : undefined;
        return {
          street,
          name: office.name,
          county: office.county,
          site: site?.state === 'open' ? { id: site.id, name: site.name } : null,
          sites: await listOpenSites(tx, street),
          consent: {
            version: consentVersion,
            title: generalConsent.title,
            points: [...generalConsent.points],
            full: {
              zh: generalConsent.full.zh.replace('{street}', office.name),
              en: generalConsent.full.en.replace('{street}', office.name),
            },
          },
          roles: [...volunteerRoles],
          outbox: kernel.demoSignIns.length > 0,
        };
      });
    },
  );

  app.post(
    '/api/v1/codes',
    {
      config: { access: ['public'], rateLimit: codeLimit },
      schema: { body: contract.CodeRequest, response: { 202: contract.CodeSent } },
    },
    async (request, reply) => {
      const phone = typedPhone(request.body.phone);
      const street = await chosenStreet(kernel, request.body.street);
      await kernel.db.transaction({ as: 'public', street }, (tx) => sendCode(kernel, tx, street, phone));
      return reply.code(202).send({ validMinutes: codeMinutes, againSeconds: codeAgainSeconds });
    },
  );

  app.post(
    '/api/v1/worker-sessions',
    {
      config: { access: ['public'], rateLimit: proofLimit },
      schema: {
        body: contract.WorkerSignIn,
        response: { 200: contract.WorkerSignedIn, 201: contract.WorkerSignedIn },
      },
    },
    async (request, reply) => {
      const phone = typedPhone(request.body.phone);
      const street = await chosenStreet(kernel, request.body.street);
      const token = newToken(street);
      const outcome = await kernel.db.transaction({ as: 'public', street }, async (tx) => {
        const check = await checkCode(kernel, tx, street, phone, request.body.code);
        if (check !== 'right') return check;
        const worker = await store.byPhone(tx, street, kernel.cipher.phoneHash(phone));
        if (!worker || worker.state === 'listed' || worker.state === 'left') return 'unregistered';
        await insertSession(tx, {
          street,
          tokenHash: token.tokenHash,
          kind: 'worker',
          actor: worker.id,
          device: deviceOf(request),
          seconds: workerSessionSeconds,
        });
        return 'signed_in';
      });
      if (outcome === 'wrong_code' || outcome === 'code_expired') throw fail(outcome);
      if (outcome === 'unregistered')
        return reply.code(200).send({ registered: false, ticket: makeTicket(kernel, street, phone) });
      setSessionCookie(reply, 'worker', token.value, workerSessionSeconds);
      return reply.code(201).send({ registered: true });
    },
  );

  app.post(
    '/api/v1/registrations',
    {
      config: { access: ['public'], rateLimit: proofLimit },
      schema: {
        body: contract.Registration,
        response: { 200: contract.Registered, 201: contract.Registered },
      },
    },
    async (request, reply) => {
      const wish = request.body;
      const key = idempotencyKey(request);
      const { name } = checkRegistration(wish);
      const street = await chosenStreet(kernel, wish.street);
      const phone = readTicket(kernel, street, wish.ticket);
      const { ticket: _ticket, ...content } = wish;
      const phoneHash = kernel.cipher.phoneHash(phone);
      const token = newToken(street);
      const session = { tokenHash: token.tokenHash, device: deviceOf(request) };
      const keyed = {
        street,
        actor: phoneHash.toString('hex'),
        route: 'registrations',
        key,
        hash: requestHash(content),
      };
      const answer = await kernel.db.transaction({ as: 'public', street }, async (tx) => {
        await lockPhone(tx, street, phoneHash);
        const before = await earlierOrNull(tx, keyed);
        if (before) {
          await insertSession(tx, {
            street,
            ...session,
            kind: 'worker',
            actor: before,
            seconds: workerSessionSeconds,
          });
          return {
            replayed: true,
            worker: before,
            attached: false,
            points: await earnedWith(tx, street, before, 'worker', before),
            belonging: await belonging(kernel, tx, street, before),
          };
        }
        const made = await register(kernel, tx, street, { phone, name, wish }, session);
        await claimKey(tx, keyed, made.worker);
        return { replayed: false, ...made, belonging: await belonging(kernel, tx, street, made.worker) };
      });
      setSessionCookie(reply, 'worker', token.value, workerSessionSeconds);
      if (answer.replayed) reply.header('idempotent-replay', 'true');
      const { replayed, ...body } = answer;
      return reply.code(replayed ? 200 : 201).send(body);
    },
  );

  app.get(
    '/api/v1/worker/me',
    { config: { access: ['worker'] }, schema: { response: { 200: contract.MyCard } } },
    (request) =>
      kernel.db.transaction(entryOf(request), (tx, actor) => myCard(kernel, tx, actor.street, actor.id)),
  );

  app.patch(
    '/api/v1/worker/me',
    {
      config: { access: ['worker'] },
      schema: { body: contract.MyCardChange, response: { 200: contract.MyCard } },
    },
    (request) => {
      const { roles, vehicle, nickname, restHours } = request.body;
      if (vehicle !== undefined && !isVehicle(vehicle)) throw fail('bad_vehicle');
      if (roles?.some((role) => !roleByCode.has(role))) throw fail('unknown_role');
      return kernel.db.transaction(entryOf(request), async (tx, actor) => {
        await updateWorker(tx, kernel.cipher, actor.street, actor.id, {
          ...(nickname !== undefined && { nickname }),
          ...(restHours !== undefined && { restHours }),
          ...(vehicle !== undefined && { vehicle }),
        });
        if (roles) await setRoleWishes(tx, actor.street, actor.id, roles);
        return myCard(kernel, tx, actor.street, actor.id);
      });
    },
  );

  app.get(
    '/api/v1/worker/looks',
    {
      config: { access: ['worker'] },
      schema: { querystring: PageOfMine, response: { 200: contract.Looks } },
    },
    (request) =>
      kernel.db.transaction(entryOf(request), (tx, actor) => looksAt(tx, actor, request.query.after)),
  );

  app.get(
    '/api/v1/worker/notices',
    {
      config: { access: ['worker'] },
      schema: { querystring: PageOfMine, response: { 200: contract.Notices } },
    },
    (request) =>
      kernel.db.transaction(entryOf(request), (tx, actor) =>
        noticesOf(kernel, tx, actor, request.query.after),
      ),
  );
};
