// The application in this process, on a database of its own: for tests of routes and rules over HTTP without a socket.
//
//   const api = await startApi();
//   const worker = await api.registered({ name: '贺真', phone: '19900000001' });
//   await worker.post('/api/v1/reports', { … });
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/kernel/config/config.ts';
import { makeStaff, openStreet } from '../../server/kernel/identity/accounts.ts';
import type { Role } from '../../server/kernel/identity/contract.ts';
import { newToken } from '../../server/kernel/identity/cookie.ts';
import { insertSession } from '../../server/kernel/identity/store.ts';
import type { Kernel } from '../../server/kernel/kernel.ts';
import { outboxSender } from '../../server/kernel/messages/messages.ts';
import { makeCipher } from '../../server/kernel/privacy/cipher.ts';
import { whenFileEnds } from './closing.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

export const shuibosi = '140213066';

type Send = (
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<LightMyRequestResponse>;

/** Somebody who is signed in (or nobody): requests carry their cookie, and a fresh Idempotency-Key unless one is given. */
export interface Caller {
  readonly id: string;
  readonly cookie: string;
  get: (path: string, headers?: Record<string, string>) => Promise<LightMyRequestResponse>;
  post: Send;
  put: Send;
  patch: Send;
  delete: Send;
  /** multipart with one JSON field and files, as the pages send it */
  postParts: (
    path: string,
    field: [string, unknown],
    files: readonly { bytes: Buffer; name?: string; type?: string }[],
    headers?: Record<string, string>,
  ) => Promise<LightMyRequestResponse>;
}

export interface Api {
  app: FastifyInstance;
  kernel: Kernel;
  database: TestDatabase;
  nobody: Caller;
  /** A member of staff with one role, signed in with the second factor set up. */
  staff(role: Role, scope?: { community?: string; grid?: string; street?: string }): Promise<Caller>;
  /** A worker who registered through the routes, with the code of the development outbox. */
  registered(person: Person): Promise<Caller>;
  /** Proves a phone with a code and gives the ticket for a registration (or signs in). */
  proved(phone: string, street?: string): Promise<LightMyRequestResponse>;
  /** A caller with a cookie of one's own making. */
  holder(cookie: string): Caller;
}

interface Person {
  name: string;
  phone: string;
  site?: string;
  roles?: string[];
  street?: string;
}

/** Starts the application on a fresh database with one open street. */
export async function startApi(
  options: { streets?: string[]; logTo?: { write(line: string): void }; connections?: number } = {},
): Promise<Api> {
  const database = await freshDatabase({ connections: options.connections ?? 8 });
  const dataDir = mkdtempSync(join(tmpdir(), 'nuanxin-data-'));
  const filesDir = join(dataDir, 'files');
  mkdirSync(filesDir);
  whenFileEnds(() => rmSync(dataDir, { recursive: true, force: true }));
  const kernel: Kernel = {
    config: readConfig({ LOG_LEVEL: options.logTo ? 'trace' : 'silent' }),
    ...(options.logTo && { logTo: options.logTo }),
    keys: database.keys,
    db: database.db,
    cipher: makeCipher(database.keys),
    sms: outboxSender(makeCipher(database.keys)),
    filesDir,
    setupCode: 'SETUPCODE',
    demoSignIns: [],
    streetOpeners: [],
  };
  const app = await buildApp(kernel);
  await app.ready();
  whenFileEnds(() => app.close());
  for (const street of options.streets ?? [shuibosi]) await openStreet(kernel, street);
  const api: Api = {
    app,
    kernel,
    database,
    nobody: caller(app, '', ''),
    staff: (role, scope = {}) => signedInStaff(app, kernel, role, scope),
    proved: (phone, street = shuibosi) => proved(app, kernel, phone, street),
    holder: (cookie) => caller(app, '', cookie),
    registered: (person) => registered(app, kernel, person),
  };
  return api;
}

let addresses = 0;

/** Everybody comes from an address of their own, as from phones: limits per address count each alone. */
function caller(app: FastifyInstance, id: string, cookie: string): Caller {
  addresses += 1;
  const remoteAddress = `10.1.${addresses >> 8}.${addresses & 255}`;
  const send =
    (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'): Send =>
    (path, body, headers = {}) =>
      app.inject({
        method,
        url: path,
        remoteAddress,
        headers: { cookie, 'idempotency-key': randomUUID(), ...headers },
        ...(body === undefined ? {} : { payload: body as InjectOptions['payload'] }),
      } as InjectOptions) as Promise<LightMyRequestResponse>;
  return {
    id,
    cookie,
    get: (path, headers = {}) =>
      app.inject({ method: 'GET', url: path, remoteAddress, headers: { cookie, ...headers } }),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: send('DELETE'),
    postParts: (path, [field, value], files, headers = {}) => {
      const form = new FormData();
      form.set(field, JSON.stringify(value));
      for (const { bytes, name = 'photo.jpg', type = 'image/jpeg' } of files)
        form.append('photo', new Blob([new Uint8Array(bytes)], { type }), name);
      return parts(app, path, form, { cookie, 'idempotency-key': randomUUID(), ...headers });
    },
  };
}

/** Sends a form as a browser encodes it. */
async function parts(
  app: FastifyInstance,
  path: string,
  form: FormData,
  headers: Record<string, string>,
): Promise<LightMyRequestResponse> {
  const encoded = new Response(form);
  return app.inject({
    method: 'POST',
    url: path,
    headers: { ...headers, 'content-type': encoded.headers.get('content-type') ?? '' },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
}

let people = 0;

async function signedInStaff(
  app: FastifyInstance,
  kernel: Kernel,
  role: Role,
  scope: { community?: string; grid?: string; street?: string },
): Promise<Caller> {
  const street = scope.street ?? shuibosi;
  people += 1;
  const login = `person${people}`;
  const token = newToken(street);
  const id = await kernel.db.transaction({ as: 'system', street }, async (tx, actor) => {
    const made = await makeStaff(
      kernel,
      tx,
      actor,
      { login, name: `工作人员${people}`, password: 'a-long-first-password' },
      [{ role, community: scope.community, grid: scope.grid }],
    );
    await tx
      .updateTable('staff')
      .set({ totp_confirmed_at: new Date() })
      .where('street', '=', street)
      .where('id', '=', made)
      .execute();
    await insertSession(tx, {
      street,
      tokenHash: token.tokenHash,
      kind: 'staff',
      actor: made,
      device: null,
      seconds: 3600,
    });
    return made;
  });
  return caller(app, id, `nuanxin-staff=${token.value}`);
}

async function proved(
  app: FastifyInstance,
  kernel: Kernel,
  phone: string,
  street: string,
): Promise<LightMyRequestResponse> {
  const nobody = caller(app, '', '');
  await nobody.post('/api/v1/codes', { street, phone });
  const code = await lastCode(kernel, phone, street);
  return nobody.post('/api/v1/worker-sessions', { street, phone, code });
}

/** The newest code sent to a phone, as its owner would read it. */
export async function lastCode(kernel: Kernel, phone: string, street = shuibosi): Promise<string> {
  const rows = await kernel.db.transaction({ as: 'system', street }, (tx) =>
    tx
      .selectFrom('messages')
      .select(['phone_cipher', 'body_cipher'])
      .where('street', '=', street)
      .where('template', '=', 'code')
      .orderBy('created_at', 'desc')
      .execute(),
  );
  const mine = rows.find(
    (row) => row.phone_cipher && kernel.cipher.open(street, 'messages.phone', row.phone_cipher) === phone,
  );
  const text = mine ? kernel.cipher.open(street, 'messages.body', mine.body_cipher) : '';
  return /\d{6}/.exec(text)?.[0] ?? '';
}

async function registered(app: FastifyInstance, kernel: Kernel, person: Person): Promise<Caller> {
  const street = person.street ?? shuibosi;
  const ticket = (await proved(app, kernel, person.phone, street)).json().ticket as string;
  const answer = await caller(app, '', '').post('/api/v1/registrations', {
    street,
    ticket,
    name: person.name,
    consentVersion: 1,
    roles: person.roles ?? [],
    ...(person.site ? { site: person.site } : {}),
  });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  const cookie = answer.cookies.find(({ name }) => name === 'nuanxin-worker');
  return caller(app, answer.json().worker as string, `nuanxin-worker=${cookie?.value}`);
}
