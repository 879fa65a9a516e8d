/** Routes of first run, staff sign-in, second factor, accounts and the audit. */
import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { entryOf } from '../access/access.ts';
import { trace } from '../audit/audit.ts';
import { searchSubdistricts } from '../divisions/divisions.ts';
import type { Routes } from '../http/app.ts';
import { Uuid } from '../http/contract.ts';
import type { Kernel } from '../kernel.ts';
import { changePassword, endStaff, inviteStaff } from './accounts.ts';
import * as contract from './contract.ts';
import { clearSessionCookie, newToken, setSessionCookie } from './cookie.ts';
import { fail } from './failures.ts';
import { firstRun, isFirstRun, oneAfterAnother, openStreets } from './first-run.ts';
import { signInStaff, staffSessionSeconds } from './sign-in.ts';
import * as store from './store.ts';
import { newTotpSecret, totpNow, totpOffer, totpStep } from './totp.ts';

/** Per address, which a whole office may share, password and code being two tries; accounts lock by themselves (store.ts). */
const signInLimit = { max: 60, timeWindow: 5 * 60_000 };

export const routes: Routes = (app, kernel) => {
  const inTurn = oneAfterAnother();
  app.get(
    '/api/v1/start',
    { config: { access: ['public'] }, schema: { response: { 200: contract.Start } } },
    async () => {
      const streets = await openStreets(kernel);
      return {
        firstRun: await isFirstRun(kernel, streets),
        demo: kernel.demoSignIns.length > 0,
        streets: streets.map((row) => ({ code: row.street, name: row.name })),
        tiles: kernel.config.tiles,
        demoSignIns: kernel.demoSignIns.map(({ totpSecret, ...shown }) => ({
          ...shown,
          totp: totpNow(totpSecret),
        })),
      };
    },
  );

  app.get(
    '/api/v1/subdistricts',
    {
      config: { access: ['public'] },
      schema: { querystring: contract.SubdistrictQuery, response: { 200: contract.Subdistricts } },
    },
    async (request) => ({
      subdistricts: (await searchSubdistricts(request.query.query, 20)).map(({ code, name, parents }) => ({
        street: code,
        name,
        within: parents.join(' '),
      })),
    }),
  );

  app.post(
    '/api/v1/first-run',
    { config: { access: ['public'], rateLimit: signInLimit }, schema: { body: contract.FirstRun } },
    async (request, reply) => {
      const wish = request.body;
      if (!fromThisMachine(request) && !sameText(wish.setupCode ?? '', kernel.setupCode))
        throw fail('setup_code');
      const token = newToken(wish.street);
      await inTurn(() => firstRun(kernel, wish, { tokenHash: token.tokenHash, device: deviceOf(request) }));
      setSessionCookie(reply, 'staff', token.value, staffSessionSeconds);
      return reply.code(201).send();
    },
  );

  app.post(
    '/api/v1/staff-sessions',
    { config: { access: ['public'], rateLimit: signInLimit }, schema: { body: contract.StaffSignIn } },
    async (request, reply) => {
      const street = await chosenStreet(kernel, request.body.street);
      const value = await signInStaff(kernel, {
        street,
        login: request.body.login.trim(),
        password: request.body.password,
        totp: request.body.totp,
        device: deviceOf(request),
      });
      setSessionCookie(reply, 'staff', value, staffSessionSeconds);
      return reply.code(201).send();
    },
  );

  app.delete(
    '/api/v1/session',
    { config: { access: ['worker', 'unconfirmed', 'staff'] } },
    async (request, reply) => {
      const entry = entryOf(request);
      const kind = await kernel.db.transaction(entry, async (tx, actor) => {
        await store.deleteSession(tx, entry.street, entry.tokenHash);
        return actor.kind;
      });
      clearSessionCookie(reply, kind === 'worker' ? 'worker' : 'staff');
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/v1/me',
    { config: { access: ['worker', 'unconfirmed', 'staff'] }, schema: { response: { 200: contract.Me } } },
    (request) =>
      kernel.db.transaction(entryOf(request), async (tx, actor) => {
        const street = await tx
          .selectFrom('streets')
          .select('name')
          .where('street', '=', actor.street)
          .executeTakeFirstOrThrow();
        const grants =
          actor.kind === 'staff'
            ? await tx
                .selectFrom('grants')
                .select(['community', 'grid'])
                .where('street', '=', actor.street)
                .where('staff', '=', actor.id)
                .where('until', 'is', null)
                .execute()
            : [];
        return {
          kind: actor.kind === 'worker' ? ('worker' as const) : ('staff' as const),
          id: actor.id,
          name: actor.name,
          street: { code: actor.street, name: street.name },
          roles: actor.roles as contract.Role[],
          communities: [...new Set(grants.flatMap((grant) => grant.community ?? []))],
          grids: grants.flatMap((grant) => grant.grid ?? []),
          totp: actor.totp,
        };
      }),
  );

  app.post(
    '/api/v1/me/totp',
    { config: { access: ['unconfirmed', 'staff'] }, schema: { response: { 200: contract.TotpOffer } } },
    (request) =>
      kernel.db.transaction(entryOf(request), async (tx, actor) => {
        const account = await store.findById(tx, actor.street, actor.id);
        if (!account) throw fail('no_such_staff');
        if (account.totp_confirmed_at) throw fail('already_set_up');
        const secret = account.totp_cipher
          ? kernel.cipher.open(actor.street, 'staff.totp', account.totp_cipher)
          : newTotpSecret();
        await tx
          .updateTable('staff')
          .set({ totp_cipher: kernel.cipher.seal(actor.street, 'staff.totp', secret) })
          .where('street', '=', actor.street)
          .where('id', '=', actor.id)
          .execute();
        return totpOffer(secret, account.login, actor.street);
      }),
  );

  app.put(
    '/api/v1/me/totp',
    {
      config: { access: ['unconfirmed', 'staff'], rateLimit: signInLimit },
      schema: { body: contract.TotpConfirm },
    },
    async (request, reply) => {
      await kernel.db.transaction(entryOf(request), async (tx, actor) => {
        const account = await store.findById(tx, actor.street, actor.id);
        if (!account?.totp_cipher || account.totp_confirmed_at) throw fail('already_set_up');
        const step = totpStep(
          kernel.cipher.open(actor.street, 'staff.totp', account.totp_cipher),
          request.body.totp,
        );
        if (step === null || !(await store.takeTotpStep(tx, actor.street, actor.id, step)))
          throw fail('wrong_totp');
        await tx
          .updateTable('staff')
          .set({ totp_confirmed_at: sql`now()` })
          .where('street', '=', actor.street)
          .where('id', '=', actor.id)
          .execute();
        await trace(tx, actor, { action: 'staff.second_factor', subjectKind: 'staff', subject: actor.id });
      });
      return reply.code(204).send();
    },
  );

  app.put(
    '/api/v1/me/password',
    {
      config: { access: ['unconfirmed', 'staff'], rateLimit: signInLimit },
      schema: { body: contract.PasswordChange },
    },
    async (request, reply) => {
      const entry = entryOf(request);
      await kernel.db.transaction(entry, (tx, actor) =>
        changePassword(kernel, tx, actor, request.body.old, request.body.new, entry.tokenHash),
      );
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/v1/staff',
    { config: { access: ['street_admin'] }, schema: { response: { 200: contract.StaffList } } },
    (request) =>
      kernel.db.transaction(entryOf(request), async (tx, actor) => {
        const people = new Map<string, contract.StaffMember>();
        for (const row of await store.listStaff(tx, actor.street)) {
          const person = people.get(row.id) ?? {
            id: row.id,
            login: row.login,
            name: row.name,
            title: row.title,
            state: row.state as 'active' | 'ended',
            totp: row.totp_confirmed_at !== null,
            grants: [],
          };
          if (row.grant && row.since)
            person.grants.push({
              id: row.grant,
              role: row.role as contract.Role,
              community: row.community,
              grid: row.grid,
              site: row.site,
              since: row.since.toISOString(),
            });
          people.set(row.id, person);
        }
        return { staff: [...people.values()] };
      }),
  );

  app.post(
    '/api/v1/staff',
    {
      config: { access: ['street_admin'] },
      schema: { body: contract.NewStaff, response: { 201: contract.NewStaffMade } },
    },
    async (request, reply) => {
      const made = await kernel.db.transaction(entryOf(request), (tx, actor) =>
        inviteStaff(kernel, tx, actor, request.body),
      );
      return reply.code(201).send(made);
    },
  );

  app.delete(
    '/api/v1/staff/:id',
    { config: { access: ['street_admin'] }, schema: { params: Type.Object({ id: Uuid }) } },
    async (request, reply) => {
      await kernel.db.transaction(entryOf(request), (tx, actor) => endStaff(tx, actor, request.params.id));
      return reply.code(204).send();
    },
  );
};

/** The street asked for, or the only one there is. Throws `which_street`, `no_such_street`. */
export async function chosenStreet(kernel: Kernel, wanted: string | undefined): Promise<string> {
  const streets = await openStreets(kernel);
  if (wanted === undefined) {
    if (streets.length !== 1 || !streets[0]) throw fail('which_street');
    return streets[0].street;
  }
  if (!streets.some((row) => row.street === wanted)) throw fail('no_such_street');
  return wanted;
}

/** The browser as its session list names it. */
export function deviceOf(request: FastifyRequest): string | null {
  return request.headers['user-agent']?.slice(0, 200) ?? null;
}

/** A request from this very machine, not through a proxy: who starts the program may set it up. */
function fromThisMachine(request: FastifyRequest): boolean {
  const loopback = request.socket.remoteAddress ?? '';
  return (
    (loopback === '127.0.0.1' || loopback === '::1' || loopback === '::ffff:127.0.0.1') &&
    request.headers['x-forwarded-for'] === undefined
  );
}

function sameText(given: string, right: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
