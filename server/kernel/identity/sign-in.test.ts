// Staff sign in with password and second factor; guesses lock, codes serve once, ended accounts are out at once.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { generateSync } from 'otplib';
import { type Api, type Caller, shuibosi, startApi } from '../../../test/harness/api.ts';
import { buildApp } from '../../app.ts';
import { openStreet } from './accounts.ts';

const password = 'correct horse 电池';
let api: Api;
let admin: Caller;

before(async () => {
  api = await startApi();
  admin = await api.staff('street_admin');
});

let people = 0;

/** A new dispatcher with a second factor; signs in as pages do, each time from another address. */
async function person() {
  people += 1;
  const login = `clerk.${people}`;
  const made = await admin.post('/api/v1/staff', { login, name: `职员${people}`, role: 'dispatcher' });
  assert.equal(made.statusCode, 201, made.body);
  const { id, firstPassword } = made.json();
  const first = await signIn({ login, password: firstPassword });
  const cookie = first.cookies.find(({ name }) => name === 'nuanxin-staff');
  const me = api.holder(`nuanxin-staff=${cookie?.value}`);
  assert.equal((await me.get('/api/v1/reports')).json().code, 'second_factor');
  const { secret } = (await me.post('/api/v1/me/totp')).json();
  assert.equal((await me.put('/api/v1/me/totp', { totp: codeOf(secret, -30) })).statusCode, 204);
  assert.equal((await me.put('/api/v1/me/password', { old: firstPassword, new: password })).statusCode, 204);
  return { id: id as string, login, secret: secret as string, me };
}

const signIn = (body: object, who = api.holder('')) =>
  who.post('/api/v1/staff-sessions', { street: shuibosi, ...body });

/** The code of now, or of some seconds before or after. */
const codeOf = (secret: string, seconds = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + seconds });
const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('the first sign-in sets up the second factor; then password and code open the door, in that order', async () => {
  const { login, secret, me } = await person();
  assert.equal((await me.get('/api/v1/reports')).statusCode, 200);
  const asked = await signIn({ login, password });
  assert.deepEqual([asked.statusCode, asked.json().code, asked.cookies.length], [401, 'totp_needed', 0]);
  const wrong = await signIn({ login, password, totp: wrongOf(codeOf(secret)) });
  assert.deepEqual([wrong.statusCode, wrong.json().code], [401, 'wrong_totp']);
  const right = await signIn({ login: ` ${login.toUpperCase()} `, password, totp: codeOf(secret) });
  assert.equal(right.statusCode, 201, right.body);
  const cookie = right.cookies[0];
  assert.deepEqual(
    [cookie?.name, cookie?.httpOnly, cookie?.sameSite, cookie?.path],
    ['nuanxin-staff', true, 'Lax', '/'],
  );
  assert.equal((await api.holder(`nuanxin-staff=${cookie?.value}`).get('/api/v1/me')).json().totp, true);
});

test('a code serves once, also when it is sent twice at the same moment', async () => {
  const { login, secret } = await person();
  const totp = codeOf(secret);
  const answers = await Promise.all(Array.from({ length: 5 }, () => signIn({ login, password, totp })));
  assert.equal(answers.filter(({ statusCode }) => statusCode === 201).length, 1);
  assert.equal((await signIn({ login, password, totp })).json().code, 'wrong_totp');
  assert.equal(
    (await signIn({ login, password, totp: codeOf(secret, -30) })).json().code,
    'wrong_totp',
    'nor an earlier one',
  );
  assert.equal(
    (await signIn({ login, password, totp: codeOf(secret, 30) })).statusCode,
    201,
    'a later one does',
  );
});

test('five wrong tries in a row lock the account for a quarter of an hour, for the right password too', async () => {
  const { login, secret, id } = await person();
  for (let tries = 1; tries < 5; tries++)
    assert.equal((await signIn({ login, password: 'wrong password' })).json().code, 'wrong_sign_in');
  const fifth = await signIn({ login, password: 'wrong password' });
  assert.deepEqual([fifth.statusCode, fifth.json().code], [429, 'locked']);
  const wait = Number(fifth.headers['retry-after']);
  assert.ok(wait > 14 * 60 && wait <= 15 * 60, `${wait} s`);
  assert.equal((await signIn({ login, password, totp: codeOf(secret) })).json().code, 'locked');
  await api.database.owner.query(
    "update staff set locked_until = now() - interval '1 second' where id = $1",
    [id],
  );
  assert.equal((await signIn({ login, password, totp: codeOf(secret) })).statusCode, 201);
  assert.equal(
    (await signIn({ login, password: 'wrong password' })).json().code,
    'wrong_sign_in',
    'counted anew',
  );
});

test('wrong codes lock as wrong passwords do', async () => {
  const { login, secret } = await person();
  const totp = wrongOf(codeOf(secret));
  const codes = [];
  for (let tries = 0; tries < 5; tries++) codes.push((await signIn({ login, password, totp })).json().code);
  assert.deepEqual(codes, ['wrong_totp', 'wrong_totp', 'wrong_totp', 'wrong_totp', 'locked']);
});

test('a login that is not there is answered like a wrong password', async () => {
  const { login } = await person();
  const [known, unknown] = [
    await signIn({ login, password: 'x' }),
    await signIn({ login: 'nobody', password: 'x' }),
  ];
  const said = ({ request: _request, ...rest }: { request: string }) => rest;
  assert.deepEqual([known.statusCode, said(known.json())], [unknown.statusCode, said(unknown.json())]);
});

test('from one address sign-ins are limited: 429 with Retry-After, before any password is looked at', async () => {
  const one = api.holder('');
  let limited = await signIn({ login: 'nobody', password: 'x' }, one);
  for (let tries = 0; tries < 70 && limited.statusCode !== 429; tries++)
    limited = await signIn({ login: 'nobody', password: 'x' }, one);
  assert.deepEqual([limited.statusCode, limited.json().code], [429, 'too_many']);
  assert.ok(Number(limited.headers['retry-after']) > 0);
});

test('a changed password ends the other sessions and keeps this one; weak ones are refused', async () => {
  const { login, secret, me } = await person();
  const other = await signIn({ login, password, totp: codeOf(secret) });
  const elsewhere = api.holder(`nuanxin-staff=${other.cookies[0]?.value}`);
  for (const weak of ['short', `${login}12345`, '13800138000', 'password123', 'aaaaaaaaaaaaa']) {
    const answer = await me.put('/api/v1/me/password', { old: password, new: weak });
    assert.equal(answer.statusCode, 400, weak);
  }
  assert.equal(
    (await me.put('/api/v1/me/password', { old: 'wrong', new: 'another long one' })).json().code,
    'wrong_sign_in',
  );
  assert.equal((await elsewhere.get('/api/v1/me')).statusCode, 200);
  assert.equal(
    (await me.put('/api/v1/me/password', { old: password, new: 'another long one' })).statusCode,
    204,
  );
  assert.equal((await elsewhere.get('/api/v1/me')).statusCode, 401);
  assert.equal((await me.get('/api/v1/me')).statusCode, 200);
});

test('an ended account is out at once; its work stays, and nobody ends themselves', async () => {
  const { id, login, secret, me } = await person();
  assert.equal((await admin.delete(`/api/v1/staff/${admin.id}`)).json().code, 'not_yourself');
  assert.equal((await admin.delete(`/api/v1/staff/${id}`)).statusCode, 204);
  assert.equal((await me.get('/api/v1/me')).json().code, 'signed_out');
  assert.equal((await signIn({ login, password, totp: codeOf(secret) })).json().code, 'wrong_sign_in');
  assert.equal((await admin.delete(`/api/v1/staff/${id}`)).json().code, 'no_such_staff');
  const people = (await admin.get('/api/v1/staff')).json().staff as { id: string; state: string }[];
  assert.equal(people.find((one) => one.id === id)?.state, 'ended');
});

test('an ended grant is gone with the next request', async () => {
  const { id, me } = await person();
  assert.equal((await me.get('/api/v1/reports')).statusCode, 200);
  await api.database.owner.query('update grants set until = now() where staff = $1', [id]);
  assert.deepEqual((await me.get('/api/v1/reports')).json().code, 'forbidden');
});

test('a new account needs its scope, a free login, and a role of staff', async () => {
  const invite = async (more: object) => {
    const answer = await admin.post('/api/v1/staff', {
      login: 'new.one',
      name: '新人',
      role: 'dispatcher',
      ...more,
    });
    return [answer.statusCode, answer.json().code];
  };
  assert.deepEqual(await invite({ role: 'grid_worker' }), [400, 'scope_needed']);
  assert.deepEqual(await invite({ role: 'community_worker' }), [400, 'scope_needed']);
  assert.deepEqual(await invite({ role: 'community_worker', community: '140213066999' }), [
    400,
    'unknown_area',
  ]);
  assert.deepEqual(await invite({ role: 'worker' }), [400, 'invalid']);
  assert.deepEqual(
    await invite({ role: 'site_manager' }),
    [400, 'invalid'],
    'without a site it would reach the whole street',
  );
  assert.deepEqual(await invite({ role: 'king' }), [400, 'invalid']);
  assert.deepEqual(await invite({ login: 'Ünïcode' }), [400, 'invalid']);
  assert.deepEqual(await invite({}), [201, undefined]);
  assert.deepEqual(await invite({}), [409, 'login_taken']);
});

test('a session cookie is nobody’s in another street, cut short, or made up', async () => {
  const { me } = await person();
  const value = me.cookie.replace('nuanxin-staff=', '');
  for (const forged of [
    value.replace(shuibosi, '140213065'),
    value.slice(0, -1),
    `${shuibosi}.${'A'.repeat(43)}`,
    `x${value}`,
    '',
  ])
    assert.equal(
      (await api.holder(`nuanxin-staff=${forged}`).get('/api/v1/me')).json().code,
      'signed_out',
      forged,
    );
});

test('first run: once, and from another machine only with the code that the start printed', async () => {
  const empty = await startApi({ streets: [] });
  const wish = { street: shuibosi, name: '张主任', login: 'first', password: 'a long first password' };
  assert.equal((await empty.nobody.get('/api/v1/start')).json().firstRun, true);
  assert.equal((await empty.nobody.post('/api/v1/first-run', wish)).json().code, 'setup_code');
  assert.equal(
    (await empty.nobody.post('/api/v1/first-run', { ...wish, setupCode: 'WRONGCOD' })).json().code,
    'setup_code',
  );
  assert.equal(
    (
      await empty.nobody.post('/api/v1/first-run', { ...wish, setupCode: 'SETUPCODE', street: '999999999' })
    ).json().code,
    'unknown_subdistrict',
  );
  const weak = { ...wish, password: 'aaaaaaaaaaaa', setupCode: 'SETUPCODE' };
  assert.equal((await empty.nobody.post('/api/v1/first-run', weak)).json().code, 'weak_password');
  assert.equal((await empty.nobody.get('/api/v1/start')).json().streets.length, 0, 'nothing was opened');
  // As a power cut leaves it: the street is open, nobody is its administrator yet.
  await openStreet(empty.kernel, shuibosi);
  assert.equal((await empty.nobody.get('/api/v1/start')).json().firstRun, true);
  const both = await Promise.all(
    ['first', 'second'].map((login) =>
      empty.holder('').post('/api/v1/first-run', { ...wish, login, setupCode: 'SETUPCODE' }),
    ),
  );
  assert.deepEqual(
    both.map(({ statusCode }) => statusCode).sort(),
    [201, 409],
    both.map(({ body }) => body).join(),
  );
  assert.equal(
    (await empty.nobody.post('/api/v1/first-run', { ...wish, setupCode: 'SETUPCODE' })).json().code,
    'already_set_up',
  );
  const { rows } = await empty.database.owner.query(
    'select (select count(*)::int from staff) as staff, (select count(*)::int from streets) as streets',
  );
  assert.deepEqual(rows[0], { staff: 1, streets: 1 });
});

test('under https the cookie is bound to this host and never sent in the open', async () => {
  const config = { ...api.kernel.config, publicUrl: 'https://nuanxin.example' };
  const app = await buildApp({ ...api.kernel, config, streetOpeners: [] });
  const { login, secret } = await person();
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/staff-sessions',
    payload: { street: shuibosi, login, password, totp: codeOf(secret) },
  });
  const cookie = answer.cookies[0];
  assert.deepEqual([cookie?.name, cookie?.secure, cookie?.path], ['__Host-nuanxin-staff', true, '/']);
  assert.match(
    String((await app.inject({ url: '/healthz' })).headers['strict-transport-security']),
    /max-age=31536000/,
  );
  await app.close();
});
