/** Laws of normalising and matching, and the comparison with the ledger. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareWithLedger, emptyLedger, type Ledger, type LedgerPerson } from './comparison.ts';
import { dateOfText, serialDate } from './dates.ts';
import { isIdentityNumber, withoutIdentity } from './identity.ts';
import { rosterMatcher } from './matching.ts';
import { nameKey, nameOf, nearPhones, phoneOf, phonesIn, plainText } from './normalise.ts';
import type { RosterEntry } from './roster.ts';
import { siteKey, siteOfLine } from './sitenames.ts';
import { brandOf, siteKindOf, vehicleOf } from './vocabulary.ts';

const entry = (name: string, phone: string, site: string | null, row = 1): RosterEntry => ({
  file: 'f',
  sheet: 's',
  row,
  name,
  phone,
  site,
  secondPhone: null,
  gender: null,
  vehicle: null,
  platform: null,
  startDate: null,
  staffNumber: null,
  shortNumber: null,
  community: null,
  note: null,
});
const phone = fc
  .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([second, rest]) => `1${second}${String(rest).padStart(9, '0')}`);
const name = fc
  .tuple(
    fc.constantFrom(...'王李张刘陈'),
    fc.array(fc.constantFrom(...'伟芳娜敏静军'), { minLength: 1, maxLength: 2 }),
  )
  .map(([first, rest]) => first + rest.join(''));
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

test('a phone is read however it is written', () => {
  const ways: readonly ((digits: string) => { text: string; number?: number })[] = [
    (d) => ({ text: d }),
    (d) => ({ text: d, number: Number(d) }),
    (d) => ({ text: fullWidth(d) }),
    (d) => ({ text: `+86${d}` }),
    (d) => ({ text: `0086-${d}` }),
    (d) => ({ text: `86 ${d}` }),
    (d) => ({ text: `${d.slice(0, 3)} ${d.slice(3, 7)}\u200B ${d.slice(7)}` }),
    (d) => ({ text: `${d.slice(0, 3)}—${d.slice(3, 7)}-${d.slice(7)}` }),
    (d) => ({ text: `${d}.0` }),
    (d) => ({ text: `手机：${d}。` }),
    (d) => ({ text: `${d[0]}.${d.slice(1)}E+10` }),
  ];
  fc.assert(
    fc.property(phone, fc.constantFrom(...ways), (digits, write) => {
      assert.deepEqual(phoneOf(write(digits)), { ok: true, phone: digits, second: null });
    }),
  );
});

test('a phone with a digit too few or too many is never read as one', () => {
  fc.assert(
    fc.property(phone, fc.nat({ max: 10 }), (digits, at) => {
      const short = digits.slice(0, at) + digits.slice(at + 1);
      assert.equal(phoneOf({ text: short }).ok, false);
      assert.equal(phoneOf({ text: `${digits}${at % 10}` }).ok, false);
      assert.equal(phoneOf({ text: short, number: Number(short) }).ok, false);
    }),
  );
});

test('a name is the same with 性别, spaces, full width, a phone or nothing beside it', () => {
  fc.assert(
    fc.property(name, phone, (plain, digits) => {
      const spaced = [...plain].join('　');
      for (const text of [
        plain,
        spaced,
        ` ${plain} `,
        `${plain}（男）`,
        `${plain}(女)`,
        `${plain} ${digits}`,
        `${plain}/男`,
        `${plain}【站长】`,
        `${plain}\u200B`,
      ]) {
        const read = nameOf(text);
        assert.ok(read.ok && read.name === plain, text);
        assert.deepEqual(nameOf(read.name), { ok: true, name: plain, gender: null, phone: null });
      }
    }),
  );
  for (const text of ['', ' ', '无', '—', '123', '王*明', '张', '13812345678', '/'])
    assert.equal(nameOf(text).ok, false, text);
  assert.deepEqual(nameOf('Li Lei (M)').ok, true);
  assert.ok(nameOf('王伟（大）').ok);
});

test('plain text and keys are the same again on their own result', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(plainText(plainText(text)), plainText(text));
      assert.equal(nameKey(nameKey(text)), nameKey(text));
    }),
  );
  assert.equal(siteKey('美团 水泊寺站（二部）'), siteKey('美团水泊寺站(二部)'));
  assert.notEqual(siteKey('美团水泊寺站（二部）'), siteKey('美团水泊寺站'));
  assert.equal(siteOfLine('二、美团水泊寺站（共12人）'), '美团水泊寺站');
  assert.equal(siteOfLine('站点名称：中通南街网点'), '中通南街网点');
  assert.deepEqual(
    phonesIn('另：19947607331，或199 4760 7332').map((one) => one.phone),
    ['19947607331', '19947607332'],
  );
});

test('dates keep the precision they have', () => {
  const cases: Record<string, string | null> = {
    '2019年6月': '2019-06',
    '2019.4.21': '2019-04-21',
    '20190421': '2019-04-21',
    '２０１９－０４－２１': '2019-04-21',
    '2019/4/21 08:30:00': '2019-04-21',
    '2019年': '2019',
    '201904': '2019-04',
    '2019年6月份': '2019-06',
    '19.4.21': '2019-04-21',
    二〇一九年十二月: '2019-12',
    '2019-13-01': null,
    '2019.2.30': null,
    不详: null,
    '': null,
    '44260': '2021-03-05',
  };
  for (const [text, date] of Object.entries(cases)) assert.equal(dateOfText(text), date, text);
  assert.equal(serialDate(43_759), '2019-10-21');
  assert.equal(serialDate(1), '1900-01-01');
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1950-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
      (day) => {
        const iso = day.toISOString().slice(0, 10);
        assert.equal(serialDate(Math.floor(day.getTime() / 86_400_000) + 25_569), iso);
        assert.equal(dateOfText(iso), iso);
        assert.equal(dateOfText(iso.replaceAll('-', '')), iso);
      },
    ),
  );
});

test('identity numbers are known by their checksum', () => {
  assert.ok(isIdentityNumber('11010519491231002X'));
  assert.equal(isIdentityNumber('110105194912310021'), false);
  assert.deepEqual(withoutIdentity('证号 110105 19491231 002X 白班'), { text: '证号  白班', found: 1 });
  assert.equal(withoutIdentity('13812345678 13912345678').found, 0);
});

test('words of the field become codes', () => {
  const said = ['电动车', '三轮车', '摩托车', '面包车', '小轿车', '无', '滑板', ''].map(vehicleOf);
  assert.deepEqual(said, [
    'electric_bicycle',
    'electric_tricycle',
    'motorcycle',
    'van',
    'car',
    'none',
    'other',
    null,
  ]);
  assert.deepEqual(['顺丰速运东站', 'EMS', '京东外卖站', '京东快递', '小卖部'].map(brandOf), [
    'sf',
    'ems',
    'jd_delivery',
    'jd',
    null,
  ]);
  assert.equal(siteKindOf('', '中通转运中心', 'zto'), 'hub');
  assert.equal(siteKindOf('', '美团东站', 'meituan'), 'delivery_station');
});

test('near phones: at most two places, or one swap of neighbours; the law is the same both ways', () => {
  assert.ok(nearPhones('19948818938', '19948818948'));
  assert.ok(nearPhones('13812345678', '13812345687'));
  assert.equal(nearPhones('13812345678', '13812346789'), false);
  fc.assert(fc.property(phone, phone, (a, b) => assert.equal(nearPhones(a, b), nearPhones(b, a))));
});

test('the index finds every near namesake that a look through all would find', () => {
  const few = fc.array(
    fc.tuple(fc.constantFrom(...'0123456789'), fc.constantFrom(...'0123'), fc.constantFrom(...'012')),
    { minLength: 40, maxLength: 80 },
  );
  fc.assert(
    fc.property(few, (digits) => {
      const matcher = rosterMatcher();
      const before: string[] = [];
      for (const [a, b, c] of digits) {
        const number = `13${a}${b}${c}${a}${c}${b}${b}${a}${c}`;
        const known = before.includes(number);
        const near = before.some((other) => nearPhones(other, number));
        const { kind } = matcher.add(entry('王伟', number, '一站'));
        assert.equal(kind, known ? 'duplicate' : near ? 'ambiguous' : 'new');
        before.push(number);
      }
    }),
    { numRuns: 50 },
  );
});

test('the same again, on two sites, another name for a phone, the third site', () => {
  const matcher = rosterMatcher();
  const kinds = [
    entry('王伟', '13812345678', '一站'),
    entry('王 伟', '13812345678', '一 站'),
    entry('王伟', '13812345678', '二站'),
    entry('王伟', '13812345679', '二站'),
    entry('王伟', '13812345670', '三站'),
    entry('李娜', '13812345678', '一站'),
    entry('王伟', '13812345678', null),
    entry('王伟', '13812345678', '三站'),
  ].map((one) => matcher.add(one).kind);
  assert.deepEqual(kinds, [
    'new',
    'duplicate',
    'twoSites',
    'ambiguous',
    'new',
    'ambiguous',
    'duplicate',
    'twoSites',
  ]);
  assert.equal(matcher.people().length, 2);
  assert.equal(matcher.count([]), 3);
});

test('importing the same people twice changes nothing; order does not change how many they are', async () => {
  const people = fc.array(fc.tuple(name, phone, fc.constantFrom('一站', '二站', '三站')), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(people, async (rows) => {
      const matcher = rosterMatcher();
      for (const [who, digits, site] of rows) matcher.add(entry(who, digits, site));
      const ledger = ledgerOf(
        matcher
          .people()
          .map(({ entry: one, sites }, at) => ({ ...one, id: String(at), sites: [...sites.values()] })),
      );
      for await (const match of compareWithLedger(matcher.people(), ledger))
        assert.equal(match.outcome, 'unchanged');
      for await (const match of compareWithLedger(matcher.people(), emptyLedger))
        assert.equal(match.outcome, 'new');
    }),
    { numRuns: 50 },
  );
});

const ledgerOf = (people: readonly LedgerPerson[]): Ledger => ({
  byPhones: async (phones) => people.filter((one) => one.phone !== null && phones.includes(one.phone)),
  byNames: async (names) => people.filter((one) => names.includes(one.name)),
});

test('against the ledger: changed field by field, same phone under another name, nearly the same phone', async () => {
  const known: LedgerPerson = {
    id: '1',
    name: '王伟',
    phone: '13812345678',
    sites: ['一站'],
    gender: 'male',
    vehicle: 'van',
    platform: null,
    startDate: '2020-03-05',
    staffNumber: null,
    shortNumber: null,
    note: null,
  };
  const matcher = rosterMatcher();
  matcher.add({ ...entry('王伟', '13812345678', '二站'), vehicle: 'car', startDate: '2020-03' });
  matcher.add(entry('赵敏', '13812345678', '一站'));
  matcher.add(entry('王伟', '13812345687', '一站'));
  const people = [...matcher.people()];
  const found = [];
  for await (const match of compareWithLedger(
    [...people, { entry: entry('赵敏', '13812345678', '一站'), sites: new Map(), places: [] }],
    ledgerOf([known]),
  ))
    found.push(match);
  assert.deepEqual(
    found.map(({ outcome }) => outcome),
    ['changed', 'to_decide', 'to_decide'],
  );
  assert.deepEqual(found[0]?.outcome === 'changed' && found[0].changes, [
    { field: 'vehicle', from: 'van', to: 'car' },
    { field: 'site', from: null, to: '二站' },
  ]);
  assert.deepEqual(
    found.flatMap((match) => (match.outcome === 'to_decide' ? [match.why] : [])),
    ['near_phone', 'same_phone'],
  );
});
