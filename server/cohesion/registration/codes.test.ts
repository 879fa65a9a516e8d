// Codes that prove a phone: how phones may be typed, how often codes are sent, how often they may be guessed.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { type Api, lastCode, shuibosi, startApi } from '../../../test/harness/api.ts';
import { typedPhone } from './phone.ts';

let api: Api;
before(async () => {
  api = await startApi();
});

let phones = 0;
function newPhone(): string {
  phones += 1;
  return `1991000${String(phones).padStart(4, '0')}`;
}

const ask = (phone: string) => api.holder('').post('/api/v1/codes', { street: shuibosi, phone });
const prove = (phone: string, code: string) =>
  api.holder('').post('/api/v1/worker-sessions', { street: shuibosi, phone, code });
const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** Lets time pass for the codes of this file: their rows become older. */
const later = (seconds: number) =>
  api.database.owner.query(
    'update phone_codes set created_at = created_at - make_interval(secs => $1), expires_at = expires_at - make_interval(secs => $1)',
    [seconds],
  );

test('a phone is understood with spaces, dashes, country code and full-width digits', () => {
  for (const typed of [
    '19900001234',
    '199 0000 1234',
    '199-0000-1234',
    '+86 19900001234',
    '8619900001234',
    '008619900001234',
    '１９９００００１２３４',
    '（199）00001234',
  ])
    assert.equal(typedPhone(typed), '19900001234', typed);
  for (const typed of [
    '1990000123',
    '199000012345',
    '12345678901',
    '29900001234',
    '1990000l234',
    '+8512345678901',
  ])
    assert.throws(() => typedPhone(typed), { code: 'bad_phone' }, typed);
});

test('a number that is no mobile one is refused with a sentence at its field', async () => {
  const answer = await ask('12345678901');
  assert.equal(answer.statusCode, 400);
  assert.equal(answer.json().code, 'bad_phone');
  assert.equal(answer.json().fields[0].path, 'phone');
  assert.match(answer.json().title, /11位手机号/);
});

test('a code is sent once a minute, and ten times a day', async () => {
  const phone = newPhone();
  assert.equal((await ask(phone)).statusCode, 202);
  const soon = await ask(phone);
  assert.equal(soon.json().code, 'too_soon');
  const wait = Number(soon.headers['retry-after']);
  assert.ok(wait > 0 && wait <= 60, `Retry-After ${wait}`);
  for (let sent = 1; sent < 10; sent++) {
    await later(61);
    assert.equal((await ask(phone)).statusCode, 202, `code ${sent + 1}`);
  }
  await later(61);
  const many = await ask(phone);
  assert.equal(many.json().code, 'too_many_codes');
  assert.ok(Number(many.headers['retry-after']) > 0);
  await later(24 * 3600);
  assert.equal((await ask(phone)).statusCode, 202);
});

test('twenty requests at once send one code', async () => {
  const phone = newPhone();
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(phone)));
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode).filter((status) => status === 202),
    [202],
  );
  const { rows } = await api.database.owner.query(
    'select count(*)::int as n from phone_codes where phone_hash = $1',
    [api.kernel.cipher.phoneHash(phone)],
  );
  assert.equal(rows[0].n, 1);
});

test('after five wrong tries a code is no longer taken, not even the right one', async () => {
  const phone = newPhone();
  await ask(phone);
  const code = await lastCode(api.kernel, phone);
  for (let tries = 1; tries <= 5; tries++)
    assert.equal((await prove(phone, wrongOf(code))).json().code, 'wrong_code');
  const right = await prove(phone, code);
  assert.equal(right.statusCode, 401);
  assert.equal(right.json().code, 'code_expired');
});

test('guesses that arrive together count one by one', async () => {
  const phone = newPhone();
  await ask(phone);
  const code = await lastCode(api.kernel, phone);
  const answers = await Promise.all(Array.from({ length: 20 }, () => prove(phone, wrongOf(code))));
  const codes = answers.map((answer) => answer.json().code as string).sort();
  assert.equal(codes.filter((one) => one === 'wrong_code').length, 5);
  assert.equal(codes.filter((one) => one === 'code_expired').length, 15);
});

test('a code works once, for five minutes, for its own phone, and the newest counts', async () => {
  const phone = newPhone();
  await ask(phone);
  const first = await lastCode(api.kernel, phone);
  assert.equal((await prove(newPhone(), first)).json().code, 'code_expired');
  await later(61);
  await ask(phone);
  const second = await lastCode(api.kernel, phone);
  if (first !== second) assert.equal((await prove(phone, first)).json().code, 'wrong_code');
  assert.equal((await prove(phone, second)).json().registered, false);
  assert.equal((await prove(phone, second)).json().code, 'code_expired');
  assert.equal((await prove(phone, first)).json().code, 'code_expired');

  await later(61);
  await ask(phone);
  const third = await lastCode(api.kernel, phone);
  await later(5 * 60);
  assert.equal((await prove(phone, third)).json().code, 'code_expired');
});

test('the answer is the same for a phone that is known and one that is not', async () => {
  const known = newPhone();
  await api.registered({ name: '钱知', phone: known });
  await later(61);
  const [one, other] = await Promise.all([ask(known), ask(newPhone())]);
  assert.deepEqual([one?.statusCode, one?.json()], [other?.statusCode, other?.json()]);
});

test('the database keeps neither phone nor code in the open', async () => {
  const phone = newPhone();
  await ask(phone);
  const code = await lastCode(api.kernel, phone);
  const { rows } = await api.database.owner.query('select * from phone_codes, messages');
  const kept = JSON.stringify(rows);
  assert.ok(!kept.includes(phone) && !kept.includes(Buffer.from(phone).toString('hex')));
  assert.ok(!kept.includes(`"${code}"`));
});

test('from one address codes and guesses are limited: 429 with Retry-After', async () => {
  const one = api.holder('');
  let limited = await one.post(
    '/api/v1/codes',
    { street: shuibosi, phone: newPhone() },
    { 'idempotency-key': randomUUID() },
  );
  for (let sent = 1; sent <= 400 && limited.statusCode !== 429; sent++)
    limited = await one.post('/api/v1/codes', { street: shuibosi, phone: '12345678901' });
  assert.equal(limited.statusCode, 429);
  assert.equal(limited.json().code, 'too_many');
  assert.ok(Number(limited.headers['retry-after']) > 0);
});
