/** Rosters of other offices: each test is a layout that was met, and what must come out of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { emptyLedger } from './comparison.ts';
import { previewImport } from './preview.ts';
import type { PreviewOptions } from './roster-preview.ts';
import type { Source } from './table.ts';
import { type FixtureSheet, workbookBytes } from './xlsx-fixture.ts';

async function read(source: Source | readonly Source[], options: PreviewOptions = {}) {
  const rosters = Array.isArray(source) ? source : [source as Source];
  const result = await previewImport({ rosters }, emptyLedger, options);
  assert.ok(result.ok, result.ok ? '' : result.failure.zh);
  const { roster } = result.preview;
  const people = roster.persons.map(({ entry, sites }) => [
    entry.name,
    entry.phone,
    [...sites.values()].join('+'),
  ]);
  return { ...roster, list: people, entries: roster.persons.map(({ entry }) => entry) };
}
const book = (...sheets: FixtureSheet[]): Source => ({ name: '花名册.xlsx', bytes: workbookBytes(sheets) });
const csv = (text: string, encoding = 'utf-8', bom = false): Source => ({
  name: '花名册.csv',
  bytes: iconv.encode(text, encoding, { addBOM: bom }),
});
const rejections = (roster: { rejected: readonly { row: number; reason: string }[] }) =>
  roster.rejected.map(({ row, reason }) => [row, reason]);

test('columns in any order under other names, the header in row 6', async () => {
  const roster = await read(
    book({
      name: '一队',
      rows: [
        ['某某街道快递从业人员花名册'],
        ['填报单位：某某街道', null, '填报时间：2025年3月1日'],
        [],
        ['说明：请如实填写'],
        [],
        ['入行时间', '本人电话', '门店', '骑手姓名', '交通工具', '备注'],
        ['2019年6月', '138-1234-5678', '韵达城东网点', '王小明', '电动车', ''],
        ['20190421', 13912345678, '韵达城东网点', '李　雷', '三轮', '换号前15012345678'],
        ['2020.4', '0086 15112345678', '韵达城西网点', '阿依古丽·买买提', '', ''],
        ['合计', '3人'],
        ['制表人：张三', null, '审核人：李四'],
      ],
    }),
    { withNotes: true },
  );
  assert.deepEqual(roster.list, [
    ['王小明', '13812345678', '韵达城东网点'],
    ['李雷', '13912345678', '韵达城东网点'],
    ['阿依古丽·买买提', '15112345678', '韵达城西网点'],
  ]);
  assert.deepEqual(
    roster.entries.map(({ startDate }) => startDate),
    ['2019-06', '2019-04-21', '2020-04'],
  );
  assert.deepEqual(
    roster.entries.map(({ vehicle }) => vehicle),
    ['electric_bicycle', 'electric_tricycle', null],
  );
  assert.deepEqual(
    roster.secondPhones.map(({ second }) => second),
    ['15012345678'],
  );
  assert.equal(roster.rows, 3);
});

test('two header rows with groups; the emergency contact is nobody’s phone', async () => {
  const roster = await read(
    book({
      name: 'Sheet1',
      merges: ['A1:A2', 'B1:C1', 'D1:E1', 'F1:F2', 'A3:A4'],
      rows: [
        ['所在网点', '骑手', null, '紧急联系人', null, '健康状况'],
        [null, '姓名', '电话', '姓名', '电话', null],
        ['美团东站', '赵一', '13811110001', '赵父', '13822220001', '良好'],
        [null, '钱二', '13811110002', '钱母', '13822220002', '高血压'],
      ],
    }),
  );
  assert.deepEqual(roster.list, [
    ['赵一', '13811110001', '美团东站'],
    ['钱二', '13811110002', '美团东站'],
  ]);
  assert.deepEqual(roster.needsConsent.map(({ kind }) => kind).sort(), ['emergency', 'emergency', 'health']);
  assert.ok(!JSON.stringify(roster).includes('高血压'));
  assert.ok(!JSON.stringify(roster).includes('13822220001'));
});

test('the site stands on a line of its own, the header is repeated, and blank rows lie between', async () => {
  const header = ['序号', '姓名', '性别', '手机号'];
  const roster = await read(
    book({
      name: '名单',
      merges: ['A1:D1', 'A3:D3', 'A8:D8'],
      rows: [
        ['各站点人员名单'],
        header,
        ['一、中通快递南街网点（共2人）'],
        [1, '孙三', '男', '13700000001'],
        [2, '李四', '女', '13700000002'],
        ['小计', '2人'],
        [],
        ['二、圆通速递北街网点（共1人）'],
        header,
        [1, '周五', '男', '13700000003'],
        ['小计', '1人'],
        ['总 计', '3人'],
      ],
    }),
  );
  assert.deepEqual(roster.list, [
    ['孙三', '13700000001', '中通快递南街网点'],
    ['李四', '13700000002', '中通快递南街网点'],
    ['周五', '13700000003', '圆通速递北街网点'],
  ]);
  assert.equal(roster.rows, 3);
  assert.deepEqual(roster.rejected, []);
});

test('name, gender and phone share a cell', async () => {
  const roster = await read(
    book({
      name: '站点',
      rows: [
        ['所属站点', '姓名及联系电话', '备注'],
        ['申通一部', '吴六（男） 13600000001', ''],
        ['申通一部', '郑七 136 0000 0002', ''],
        ['申通一部', '王八妹/女/１３６０００００００３', ''],
        ['申通一部', '冯九', ''],
      ],
    }),
  );
  assert.deepEqual(
    roster.list.map(([name, phone]) => [name, phone]),
    [
      ['吴六', '13600000001'],
      ['郑七', '13600000002'],
      ['王八妹', '13600000003'],
    ],
  );
  assert.deepEqual(
    roster.entries.map(({ gender }) => gender),
    ['male', null, 'female'],
  );
  assert.deepEqual(rejections(roster), [[5, 'phone']]);
});

test('phones as numbers, in scientific notation, with +86, words, a trailing .0, full width', async () => {
  const phones: (string | number | { xml: string })[] = [
    13512345601,
    { xml: '<c><v>1.3512345602E10</v></c>' },
    '1.3512345603E+10',
    '+86 135 1234 5604',
    '008613512345605',
    '电话：13512345606',
    '13512345607.0',
    '１３５－１２３４－５６０８',
    '135.1234.5609',
    "'13512345610",
    '8613512345611',
    '(+86)13512345612',
    '13512345613（微信同号）',
    '13512345614/13912345614',
    '1351234561',
    '135123456155',
    '0352-1234567',
    '无',
    '1.35E+10',
  ];
  const roster = await read(
    book({
      name: 'a',
      rows: [
        ['名字', 'Tel'],
        ...phones.map((phone, at) => [`测试${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'[at]}`, phone]),
      ],
    }),
  );
  assert.deepEqual(
    roster.list.map(([, phone]) => phone),
    Array.from({ length: 14 }, (_, at) => `135123456${String(at + 1).padStart(2, '0')}`),
  );
  assert.deepEqual(
    roster.rejected.map(({ row, reason, value }) => [row, reason, value]),
    [
      [16, 'phone', '1351234561'],
      [17, 'phone', '135123456155'],
      [18, 'phone', '0352-1234567'],
      [19, 'phone', '无'],
      [20, 'phone', '1.35E+10'],
    ],
  );
  assert.deepEqual(
    roster.secondPhones.map(({ second }) => second),
    ['13912345614'],
  );
});

test('hidden sheets are counted but not listed, hidden rows are read and told', async () => {
  const roster = await read(
    book(
      {
        name: '旧',
        hidden: true,
        rows: [
          ['姓名', '手机'],
          ['老王', '13400000001'],
          ['老李', '13400000009'],
          ['老孙', '1'],
        ],
      },
      {
        name: '新',
        hiddenRows: [3],
        rows: [
          ['姓名', '手机'],
          ['老王', '13400000001'],
          ['老赵', '13400000002'],
        ],
      },
    ),
  );
  assert.equal(roster.rows, 5);
  assert.equal(roster.people, 4);
  assert.deepEqual(roster.ticked, { rows: 2, people: 2 });
  assert.deepEqual(roster.duplicates, []);
  assert.deepEqual(roster.rejected, []);
  assert.equal(roster.sheets.find(({ name }) => name === '新')?.hiddenRows, 1);
});

for (const [encoding, bom] of [
  ['utf-8', false],
  ['utf-8', true],
  ['gb18030', false],
  ['utf-16le', true],
] as const) {
  for (const mark of [',', '\t', ';']) {
    test(`text table in ${encoding}${bom ? ' with BOM' : ''}, separated by ${JSON.stringify(mark)}`, async () => {
      const rows = [
        ['人员情况表'],
        ['姓名', '移动电话', '配送站', '到岗日期'],
        ['韩梅', '13300000001', '饿了么“东风”站', '2021/3/5'],
        [],
        ['卫东', '="13300000002"', '饿了么“东风”站', '44260'],
        ['合计', '2'],
      ];
      const roster = await read(csv(rows.map((row) => row.join(mark)).join('\r\n'), encoding, bom));
      assert.deepEqual(roster.list, [
        ['韩梅', '13300000001', '饿了么“东风”站'],
        ['卫东', '13300000002', '饿了么“东风”站'],
      ]);
      assert.deepEqual(
        roster.entries.map(({ row, startDate }) => [row, startDate]),
        [
          [3, '2021-03-05'],
          [5, '2021-03-05'],
        ],
      );
    });
  }
}

test('a text table without a header is understood by its cells', async () => {
  const roster = await read(
    csv(
      '王芳,女,13212345671,中通城北营业点\n张伟,男,13212345672,中通城北营业点\n李强,男,13212345673,中通城南营业点\n',
    ),
  );
  assert.deepEqual(roster.list[0], ['王芳', '13212345671', '中通城北营业点']);
  assert.equal(roster.rows, 3);
  assert.equal(roster.entries[0]?.gender, 'female');
});

test('identity numbers are dropped by header, by content and out of notes', async () => {
  const roster = await read(
    book({
      name: 'a',
      rows: [
        ['姓名', '证件', '联系方式', '备注'],
        ['陈晨', '11010519491231002X', '13112345671', '身份证11010519491231002X'],
        ['褚楚', '440524188001010014', '13112345672', '白班'],
      ],
    }),
    { withNotes: true },
  );
  assert.deepEqual(
    roster.list.map(([name]) => name),
    ['陈晨', '褚楚'],
  );
  assert.ok(!/11010519491231002X|440524188001010014/.test(JSON.stringify([roster.entries, roster.rejected])));
  assert.deepEqual(
    roster.droppedColumns.map(({ column, kind }) => [column, kind]),
    [
      ['证件', 'identity'],
      ['备注', 'identity'],
    ],
  );
});

test('sheets named after their sites, sheets that hold no people, and two files', async () => {
  const sheet = (name: string, person: string, phone: string): FixtureSheet => ({
    name,
    rows: [
      ['姓名', '电话号码'],
      [person, phone],
    ],
  });
  const roster = await read([
    book(sheet('顺丰东关营业点', '何平', '13012345671'), {
      name: '填表说明',
      rows: [['一、每站一张表'], ['二、电话必填']],
    }),
    { name: '另一个.xlsx', bytes: workbookBytes([sheet('极兔西关网点', '何平', '13012345671')]) },
  ]);
  assert.deepEqual(roster.list, [['何平', '13012345671', '顺丰东关营业点+极兔西关网点']]);
  assert.equal(roster.twoSites.length, 1);
  assert.equal(roster.sheets.find(({ name }) => name === '填表说明')?.readable, false);
});

test('the site is written once and left blank below, without merged cells', async () => {
  const roster = await read(
    book({
      name: 'a',
      rows: [
        ['站点', '序号', '姓名', '手机'],
        ['美团一站', 1, '吕一', '13912340001'],
        [null, 2, '施二', '13912340002'],
        [null, 3, '张三', '13912340003'],
        ['美团二站', 4, '孔四', '13912340004'],
        [null, 5, '曹五', '13912340005'],
        ['同上', 6, '严六', '13912340006'],
      ],
    }),
  );
  assert.deepEqual(
    roster.list.map(([, , site]) => site),
    ['美团一站', '美团一站', '美团一站', '美团二站', '美团二站', '美团二站'],
  );
});

test('several phone columns: the person’s own is taken, others are a second phone or left alone', async () => {
  const roster = await read(
    book({
      name: 'a',
      rows: [
        [
          '姓名',
          '联系电话',
          '手机号码',
          '备用电话',
          '负责人',
          '负责人电话',
          '微信号',
          '家属电话',
          '短号',
          '工号',
        ],
        [
          '金一',
          '0352-7654321',
          '13812340001',
          '13912340001',
          '站长甲',
          '13700000000',
          '13812340001',
          '13600000000',
          '6601',
          'SF001',
        ],
        [
          '魏二',
          '0352-7654321',
          '13812340002',
          '',
          '站长甲',
          '13700000000',
          'wx_a',
          '13600000000',
          '6602',
          'SF002',
        ],
        [
          '陶三',
          '0352-7654321',
          '13812340003',
          '',
          '站长甲',
          '13700000000',
          '13812340003',
          '13600000000',
          '6603',
          'SF003',
        ],
      ],
    }),
  );
  assert.deepEqual(
    roster.list.map(([, phone]) => phone),
    ['13812340001', '13812340002', '13812340003'],
  );
  assert.deepEqual(
    roster.secondPhones.map(({ second }) => second),
    ['13912340001'],
  );
  assert.deepEqual(roster.entries.map(({ staffNumber, shortNumber }) => [staffNumber, shortNumber])[0], [
    'SF001',
    '6601',
  ]);
});

test('meanings set by hand hold for the layout', async () => {
  const source = book({
    name: 'a',
    rows: [
      ['甲', '乙', '丙'],
      ['x1', '13812340001', '姜一'],
      ['x2', '13812340002', '戚二'],
    ],
  });
  const roster = await read(source, { mappings: { a: { 0: 'staffNumber', 1: 'phone', 2: 'name' } } });
  assert.deepEqual(
    roster.entries.map(({ name, staffNumber }) => [name, staffNumber]),
    [
      ['姜一', 'x1'],
      ['戚二', 'x2'],
    ],
  );
});

test('rejected rows name the cell; rows that hold nobody are no rows', async () => {
  const roster = await read(
    book({
      name: 'a',
      merges: ['C3:C8'],
      rows: [
        ['表'],
        ['序号', '姓名', '站点', '电话'],
        [1, '谢一', '京东甲站', '13812340001'],
        [2, '', null, '13812340002'],
        [3, '邹二', null, ''],
        [4, '', null, ''],
        [5, '123', null, '13812340005'],
        [],
        ['备注：以上人员均在岗'],
      ],
    }),
  );
  assert.deepEqual(
    roster.rejected.map(({ row, column, value, reason }) => [row, column, value, reason]),
    [
      [4, '姓名', '', 'name'],
      [5, '电话', '', 'phone'],
      [7, '姓名', '123', 'name'],
    ],
  );
  assert.equal(roster.rows, 4);
  assert.equal(roster.people, 4);
});

test('dates of the 1904 system and booleans are read as they are shown', async () => {
  const sheet: FixtureSheet = {
    name: 'a',
    rows: [
      ['姓名', '手机', '入职'],
      ['柏一', '13812340001', { serial: 42_799 }],
    ],
  };
  const roster = await read({ name: 'mac.xlsx', bytes: workbookBytes([sheet], true) });
  assert.equal(roster.entries[0]?.startDate, '2021-03-06');
});

test('a file without people says so', async () => {
  const result = await previewImport(
    {
      rosters: [
        book({
          name: 'a',
          rows: [
            ['商品', '价格'],
            ['水', 2],
          ],
        }),
      ],
    },
    emptyLedger,
  );
  assert.equal(result.ok ? '' : result.failure.code, 'no_person_columns');
});

test('two blocks side by side under one header', async () => {
  const roster = await read(
    book({
      name: '极兔南站',
      merges: ['A1:F1', 'A4:F4'],
      rows: [
        ['花名册'],
        ['序号', '姓名', '电话', '序号', '姓名', '电话'],
        [1, '戚一', '13812340001', 3, '谢三', '13812340003'],
        ['极兔北站'],
        [2, '邹二', '13812340002', 4, '喻四', '1381234000'],
        [5, '柏五', '13812340005'],
      ],
    }),
  );
  assert.deepEqual(roster.list, [
    ['戚一', '13812340001', '极兔南站'],
    ['谢三', '13812340003', '极兔南站'],
    ['邹二', '13812340002', '极兔北站'],
    ['柏五', '13812340005', '极兔北站'],
  ]);
  assert.deepEqual(rejections(roster), [[5, 'phone']]);
});

test('lists of shops and sites in the same workbook are no people', async () => {
  const roster = await read(
    book(
      {
        name: '人员',
        rows: [
          ['1.姓名', '联系 电话', '单位'],
          ['01、水一', '13812340001', '菜鸟驿站'],
          ['窦二', '13812340002', '菜鸟驿站'],
          ['共2人'],
        ],
      },
      {
        name: '商户',
        rows: [
          ['商户名称', '经营地址', '联系人', '电话'],
          ['面馆', '兴云街1号', '章三', '13812340003'],
        ],
      },
    ),
  );
  assert.deepEqual(
    roster.list.map(([name]) => name),
    ['水一', '窦二'],
  );
  assert.deepEqual(
    roster.sheets.map(({ readable }) => readable),
    [true, false],
  );
});

test('a phone beside another person’s name is that person’s', async () => {
  const rows = [
    ['姓名', '联系电话', '紧急联系人', '手机号', '站长', '手机'],
    ['云一', '13812340001', '云父', '13912340001', '章站长', '13700000000'],
    ['苏二', '13812340002', '苏母', '13912340002', '章站长', '13700000000'],
  ];
  const roster = await read(book({ name: 'a', rows }));
  assert.deepEqual(
    roster.list.map(([, phone]) => phone),
    ['13812340001', '13812340002'],
  );
  assert.deepEqual(roster.secondPhones, []);
});

test('groups over the header of a text table, which has no merged cells', async () => {
  const roster = await read(
    csv(
      '快递员,,,紧急联系人,\n姓名,电话,网点,姓名,电话\n潘一,13812340001,中通一部,潘父,13912340001\n葛二,13812340002,中通一部,葛母,13912340002\n',
    ),
  );
  assert.deepEqual(roster.list, [
    ['潘一', '13812340001', '中通一部'],
    ['葛二', '13812340002', '中通一部'],
  ]);
});

test('three header rows, and a remark between the people', async () => {
  const roster = await read(
    book({
      name: '中通东站',
      merges: ['A1:E1', 'A2:A4', 'B2:E2', 'B3:B4', 'C3:D3', 'E3:E4'],
      rows: [
        ['花名册'],
        ['序号', '人员'],
        [null, '姓名', '联系方式', null, '入职时间'],
        [null, null, '手机', '短号', null],
        [1, '奚一', '13812340001', '661', '2020年'],
        ['以下为兼职人员'],
        [2, '范二', '13812340002', '662', '2021年3月'],
      ],
    }),
  );
  assert.deepEqual(roster.list, [
    ['奚一', '13812340001', '中通东站'],
    ['范二', '13812340002', '中通东站'],
  ]);
  assert.deepEqual(
    roster.entries.map(({ startDate, shortNumber }) => [startDate, shortNumber]),
    [
      ['2020', '661'],
      ['2021-03', '662'],
    ],
  );
});

test('site lines stand in the column of names; a person without a phone is no site', async () => {
  const rows = [
    ['姓名', '电话'],
    ['美团一站'],
    ['贾站', '13812340001'],
    ['路二', ''],
    ['饿了么东站'],
    ['娄三', '13812340003'],
  ];
  const roster = await read(book({ name: 'a', rows }));
  assert.deepEqual(roster.list, [
    ['贾站', '13812340001', '美团一站'],
    ['娄三', '13812340003', '饿了么东站'],
  ]);
  assert.deepEqual(rejections(roster), [[4, 'phone']]);
});
