/** What a row of a roster is: a person, a total, a note, a line that names a site, or nothing. */
import type { Layout } from './columns.ts';
import { columnOf } from './columns.ts';
import { nameOf, phoneOf, phonesIn, plainText, saysNothing } from './normalise.ts';
import type { Cell, Row } from './table.ts';
import { brandOf } from './vocabulary.ts';

export type RowKind = 'person' | 'total' | 'note' | 'section' | 'blank';

const total =
  /^(合计|总计|小计|共计|总人数|人数合计|合计人数|累计|总数|本页合计|本页小计|总合计|总共|共\d+[人名]|人数[:：])/;
const totalAnywhere = /^(合计|总计|小计|共计)([:：]?\d*人?)?$|(小计|合计)[:：]?$/;
const note =
  /^(备注|注)\s*\d*[:：.、]|^(说明|填表说明|填报说明|填写说明|填表要求)[:：]?|^(制表|填表|审核|审批|填报|复核|经办|统计|校对|报送)(人|单位|部门|时间|日期|领导)?(签字|签名)?\s*([:：]|$)|^(负责人|站长|单位负责人|主管领导|领导|签字|签名|盖章|单位盖章|日期|时间|联系人|联系电话)(签字|签名)?\s*[:：]|^[（(]?(单位)?盖章[)）]?$|^\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$|^以上|^此表|^本表/;
const siteWords =
  /(营业点|营业部|网点|配送站|驿站|站点|分拨|门店|服务站|服务点|分部|分公司|站|店|公司|中心)([(（【].*[)）】])?$/;
const siteLabel = /^(所属)?(站点|网点|单位|门店|公司)(名称)?\s*[:：]/;

/** Cells that the row itself holds, without copies of merged cells. */
const ownCells = (row: Row) =>
  row.cells.filter((cell): cell is Cell => cell !== undefined && cell.spread === undefined);

const squeezed = (text: string) => plainText(text).replace(/\s+/g, '');

/** Whether a text reads like the name of a site. */
export function looksLikeSite(text: string, isKnown: (name: string) => boolean): boolean {
  const plain = plainText(text);
  return (
    isKnown(plain) ||
    siteLabel.test(plain) ||
    siteWords.test(plain.replace(/[(]?(共)?\d+(人|名)[)]?$/, '')) ||
    brandOf(plain) !== null
  );
}

/** Whether a row of any list is a total or a note rather than an entry. */
export function isTotalOrNote(row: Row): boolean {
  const own = ownCells(row);
  const first = squeezed(own[0]?.text ?? '');
  return total.test(first) || totalAnywhere.test(first) || (note.test(first) && own.length <= 3);
}

/** What a row under the header is. `isKnown` tells names of sites that are known already. */
export function kindOfRow(row: Row, layout: Layout, isKnown: (name: string) => boolean): RowKind {
  const own = ownCells(row);
  const first = squeezed(own[0]?.text ?? '');
  const [name, phone] = [cellOf(row, layout, 'name'), cellOf(row, layout, 'phone')];
  const hasPhone = phoneOf(phone).ok;
  if (!hasPhone && (total.test(first) || own.some((cell) => totalAnywhere.test(squeezed(cell.text)))))
    return 'total';
  if (note.test(first) && !(hasPhone && name && nameOf(name.text).ok && own.length > 3)) return 'note';
  const distinct = new Set(own.map(({ text }) => plainText(text)));
  if (distinct.size === 1 && phonesIn(first).length === 0 && !/^\d+$/.test(first)) {
    const at = row.cells.indexOf(own[0]);
    const wide = row.cells.some((cell) => cell?.spread === 'across');
    const person = at === columnOf(layout, 'name') || at === columnOf(layout, 'nameAndPhone');
    const known = looksLikeSite(own[0]!.text, isKnown);
    if (/^[（(]?(以下|以上|其中|附[:：]|续表|接上|转下)/.test(first)) return 'note';
    if (at === columnOf(layout, 'site') && !wide) return 'blank';
    const sure = isKnown(own[0]!.text) || brandOf(own[0]!.text) !== null;
    if (known && (sure || wide || !person || first.length > 4)) return 'section';
    if (wide) return columnOf(layout, 'site') < 0 && first.length <= 30 ? 'section' : 'note';
    if (!person)
      return columnOf(layout, 'site') < 0 && first.length <= 30 && first.length > 3 ? 'section' : 'blank';
  }
  const nothing = (cell: Cell | undefined) => !cell || saysNothing(cell.text);
  return nothing(name) && nothing(phone) ? 'blank' : 'person';
}

/** The cell of a meaning; a combined 姓名电话 cell stands for both. */
export function cellOf(row: Row, layout: Layout, meaning: 'name' | 'phone'): Cell | undefined {
  const own = columnOf(layout, meaning);
  const column = own >= 0 ? own : columnOf(layout, 'nameAndPhone');
  const cell = column < 0 ? undefined : row.cells[column];
  return cell?.spread === 'across' ? undefined : cell;
}
