/** The preview as a person reads it on a terminal. */
import type { ImportPreview } from './preview.ts';

const reasons: Record<string, string> = { name: '姓名', phone: '电话', duplicate: '重复', point: '坐标' };
const grounds: Record<string, string> = {
  in_grid: '在网格内',
  in_community: '在社区内，不在网格内',
  near_grid: '离网格 200 米内',
  claimed: '按清单所填',
  named_in_address: '按地址所写',
  unassigned: '待街道确定',
};

/** Columns wide enough for Chinese: a wide sign takes two places. */
const width = (text: string) =>
  [...text].reduce((sum, sign) => sum + (/[\u1100-\uFFEF]/.test(sign) ? 2 : 1), 0);

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) => Math.max(width(title), ...rows.map((row) => width(row[at] ?? ''))));
  const line = (row: readonly string[]) =>
    row
      .map((text, at) => text + ' '.repeat(widths[at]! - width(text)))
      .join('  ')
      .trimEnd();
  return [head, ...rows].map(line).join('\n');
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : `\n${title}（${rows.length}）\n${table(head, rows)}\n`;
}

/** The whole preview as text. */
export function previewTable({ sites, sitesRejected, roster, boundaries }: ImportPreview): string {
  const place = ({ sheet, row }: { sheet: string; row: number }) => [sheet, String(row)];
  const parts = [
    section(
      '站点',
      ['站点', '网格', '清单所填社区', '依据', ''],
      sites.map(({ entry, claimed, assignment }) => [
        entry.name,
        assignment.grid ?? '—',
        claimed ?? '—',
        grounds[assignment.reason] ?? assignment.reason,
        assignment.disagrees ? '与清单不一致' : '',
      ]),
    ),
    section(
      '站点清单中的问题',
      ['工作表', '行', '列', '内容', '原因'],
      sitesRejected.map((one) => [...place(one), one.column, one.value, reasons[one.reason] ?? one.reason]),
    ),
    section(
      '边界提示',
      ['要素', '说明'],
      (boundaries?.warnings ?? []).map(({ feature, zh }) => [feature, zh]),
    ),
  ];
  if (roster.sheets.length > 0) {
    parts.push(
      `\n摸排表：${roster.rows} 行，${roster.people} 人；选中的工作表 ${roster.ticked.rows} 行，${roster.ticked.people} 人\n`,
      section(
        '工作表',
        ['工作表', '行数', '表头行', '状态'],
        roster.sheets.map((one) => [
          one.name,
          String(one.rows),
          String(one.headerRow ?? '—'),
          [one.readable ? '' : '找不到姓名和电话列', one.hidden ? '隐藏' : '', one.ticked ? '选中' : '未选']
            .filter(Boolean)
            .join('，'),
        ]),
      ),
      section(
        '不能导入的行',
        ['工作表', '行', '列', '内容', '原因'],
        roster.rejected.map((one) => [
          ...place(one),
          one.column,
          one.value,
          reasons[one.reason] ?? one.reason,
        ]),
      ),
      section(
        '重复的行',
        ['姓名', '工作表', '行'],
        roster.duplicates.map((one) => [one.name, ...place(one)]),
      ),
      section(
        '待确认',
        ['姓名', '电话', '工作表', '行'],
        roster.ambiguous.map((one) => [one.name, one.phone, ...place(one)]),
      ),
      section(
        '在两个站点的人',
        ['姓名', '工作表', '行'],
        roster.twoSites.map((one) => [one.name, ...place(one)]),
      ),
      section(
        '备用电话（待确认）',
        ['姓名', '电话', '备用', '工作表', '行'],
        roster.secondPhones.map((one) => [one.name, one.phone, one.second, ...place(one)]),
      ),
      section(
        '需本人同意、未读取的列',
        ['工作表', '列'],
        roster.needsConsent.map((one) => [one.sheet, one.column]),
      ),
      section(
        '不采集、已丢弃的列',
        ['工作表', '列'],
        roster.droppedColumns.map((one) => [one.sheet, one.column]),
      ),
    );
  }
  return `${parts.join('').trim()}\n`;
}
