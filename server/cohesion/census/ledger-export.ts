/** The ledger as an Excel file. Values are text cells, so nothing typed by anybody is ever run as a formula. */
import writeXlsxFile from 'write-excel-file/node';
import { trace } from '../../kernel/audit/audit.ts';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { areaNames, currentAreas } from '../../kernel/divisions/areas.ts';
import type { Cipher } from '../../kernel/privacy/cipher.ts';
import type { WorkerQuery } from './contract.ts';
import { matchingWorkers } from './ledger.ts';

const stateNames: Record<string, string> = {
  listed: '在册',
  registered: '已报到',
  active: '活跃',
  away: '暂离',
  left: '已离开',
};
const vehicleNames: Record<string, string> = {
  electric_bicycle: '电动自行车',
  electric_tricycle: '电动三轮车',
  motorcycle: '摩托车',
  car: '小汽车',
  van: '面包车',
  none: '无',
  other: '其他',
};
const genderNames: Record<string, string> = { male: '男', female: '女' };

/** Most rows of one file. */
const mostRows = 200_000;

/** Rows that fit the filters, phones masked; leaves a trace with the number of rows. */
export async function exportLedger(
  tx: Transaction,
  cipher: Cipher,
  actor: Actor,
  filter: WorkerQuery,
): Promise<Buffer> {
  const names = areaNames(await currentAreas(tx, actor.street));
  const rows = await matchingWorkers(tx, cipher, actor, filter)
    .leftJoin('sites', (join) =>
      join.onRef('sites.street', '=', 'workers.street').onRef('sites.id', '=', 'workers.main_site'),
    )
    .select([
      'workers.name',
      'workers.gender',
      'workers.phone_masked',
      'workers.state',
      'workers.platform',
      'workers.vehicle',
      'workers.start_date',
      'workers.staff_number',
      'workers.community',
      'workers.grid',
      'sites.name as site',
    ])
    .orderBy('workers.name_sort')
    .orderBy('workers.id')
    .limit(mostRows)
    .execute();
  await trace(tx, actor, { action: 'ledger.exported', detail: { rows: rows.length } });
  const header = [
    '序号',
    '姓名',
    '性别',
    '手机（部分）',
    '状态',
    '站点',
    '平台',
    '车辆',
    '入职时间',
    '工号',
    '社区',
    '网格',
    '网格编号',
  ];
  const table = rows.map((row, at) => [
    String(at + 1),
    row.name,
    genderNames[row.gender ?? ''] ?? '',
    row.phone_masked ?? '',
    stateNames[row.state] ?? row.state,
    row.site ?? '',
    row.platform ?? '',
    vehicleNames[row.vehicle ?? ''] ?? '',
    row.start_date ?? '',
    row.staff_number ?? '',
    row.community ? (names.get(row.community) ?? row.community) : '',
    row.grid ? (names.get(row.grid) ?? row.grid) : '',
    row.grid ?? '',
  ]);
  return xlsxOf('台账', header, table, [6, 12, 6, 16, 8, 32, 10, 12, 12, 12, 14, 18, 20]);
}

/** A sheet with a bold header row and text cells; widths in characters. */
export async function xlsxOf(
  sheet: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): Promise<Buffer> {
  const head = header.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const body = rows.map((row) => row.map((value) => ({ value, type: String })));
  const written = writeXlsxFile([head, ...body], {
    sheet,
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  });
  return written.toBuffer();
}
