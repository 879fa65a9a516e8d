/** Where the site of a person comes from when the row does not say it: title, sheet name, the row above. */
import { plainText } from './normalise.ts';
import { looksLikeSite } from './rows.ts';
import { siteKey } from './sitenames.ts';
import type { Row, Sheet } from './table.ts';

/** Ends of names that only sites have. */
const namesSite = /(营业点|营业部|网点|配送站|驿站|站点?|分部)([(（].*[)）])?$/;

/** The site that stands for a whole sheet: named above the header, or by the sheet itself. */
export function siteOfSheet(
  sheet: Sheet,
  above: readonly Row[],
  known: (written: string) => string | null,
): string | null {
  for (const row of above) {
    for (const text of new Set(row.cells.map((cell) => (cell ? plainText(cell.text) : '')))) {
      const labelled = /(站点|网点|门店|工作单位|单位)(名称)?\s*[:：]\s*([^\s:：]+)/.exec(text);
      const office = /街道|办事处|委员会|政府|社区$|中心$/.test(labelled?.[3] ?? '');
      if (labelled && !office && !/填报|填表|报送/.test(text.slice(0, labelled.index)))
        return known(labelled[3]!) ?? labelled[3]!;
      const titled = text.replace(
        /(新就业群体|从业人员|人员|员工|职工|骑手|快递员|快递小哥|小哥)*(基本|摸排)?(情况|信息|花名册|名册|名单|统计表|登记表|台账|摸排表|一览表|明细表)+.*$/,
        '',
      );
      const found = known(text) ?? known(titled);
      if (found) return found;
      if (titled !== text && namesSite.test(titled) && !/街道|社区/.test(titled)) return titled;
    }
  }
  const named = known(sheet.name);
  if (named) return named;
  return looksLikeSite(sheet.name, () => false) && namesSite.test(sheet.name) ? plainText(sheet.name) : null;
}

/** A name of a site keeps its own brackets and widths; only spaces around and inside are made even. */
export const asWritten = (text: string) => text.replace(/[\s\u200B-\u200D\uFEFF]+/g, ' ').trim();

/** What people write for “as in the row above”. */
export const sameAsAbove = /^(同上|〃|″|"|'')$/;

/** Blank site cells mean “as above” when each written name begins a run: it never stands twice in a row. */
export function fillsDown(body: readonly Row[], column: number): boolean {
  if (column < 0) return false;
  const cells = body.map(({ cells }) => cells[column]);
  const written = cells
    .filter((cell) => cell && !cell.spread)
    .map((cell) => plainText(cell!.text))
    .filter((text) => !sameAsAbove.test(text));
  const blank = cells.filter((cell) => !cell).length;
  return (
    blank * 2 >= written.length &&
    blank > 0 &&
    written.length > 0 &&
    written.every((text, at) => text !== written[at - 1])
  );
}

/** Finds known sites by the names that rosters write; built once from the site list. */
export function siteFinder(names: readonly string[]): (written: string) => string | null {
  const exact = new Map(names.map((name) => [siteKey(name), name]));
  const loose = new Map<string, string | null>();
  for (const name of names) {
    const key = looseKey(name);
    loose.set(key, loose.has(key) ? null : name);
  }
  return (written) => exact.get(siteKey(written)) ?? loose.get(looseKey(written)) ?? null;
}

/** Without the words that people leave out: 顺丰御河东路营业点 is 顺丰速运御河东路营业点 if no other site is. */
const looseKey = (name: string) =>
  siteKey(name).replace(/快递|速运|速递|快运|外卖|有限责任公司|有限公司/g, '');
