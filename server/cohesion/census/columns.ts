/** Decides what each column of a sheet means: by hand, by its header, and by what its cells hold. */

import { china } from '../../kernel/divisions/datum.ts';
import { coordinatesOf } from './coordinates.ts';
import { columnTitle, type Header, layoutSignature } from './header.ts';
import { isIdentityNumber } from './identity.ts';
import {
  type ConsentKind,
  type DroppedKind,
  type ListKind,
  type Meaning,
  meaningOf,
  needsConsent,
  neverCollected,
} from './meanings.ts';
import { columnLetters } from './merges.ts';
import { nameOf, phoneOf, plainText, saysNothing } from './normalise.ts';
import type { Cell, Row } from './table.ts';
import { brandOf } from './vocabulary.ts';

export type Column = {
  readonly column: number;
  readonly letters: string;
  /** Header text, empty when there is none. */
  readonly title: string;
  readonly meaning: Meaning | null;
  /** How the meaning was found. */
  readonly by: 'hand' | 'header' | 'content' | null;
};

export type Layout = {
  readonly columns: readonly Column[];
  readonly signature: string;
  readonly needsConsent: readonly {
    readonly title: string;
    readonly letters: string;
    readonly kind: ConsentKind;
  }[];
  readonly dropped: readonly {
    readonly title: string;
    readonly letters: string;
    readonly kind: DroppedKind;
  }[];
};

/** Meanings set by hand: column index (from 0) → meaning. */
export type HandMapping = Readonly<Record<number, Meaning>>;

type Guess = { meaning: Meaning; sure: number; by: 'hand' | 'header' | 'content' };

const partyValues =
  /^(中共党员|中共预备党员|预备党员|党员|共青团员|团员|群众|入党积极分子|积极分子|民主党派|无党派人士?|普通群众)$/;
const siteValue = /(营业点|营业部|网点|配送站|驿站|站点|分拨|门店|服务站|分部|站)([(（].*[)）])?$/;
const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺闫';

/** Cells of one column in the sample, merged copies from the left left out. */
function valuesOf(rows: readonly Row[], column: number): Cell[] {
  return rows
    .map(({ cells }) => cells[column])
    .filter((cell): cell is Cell => cell !== undefined && cell.spread !== 'across');
}

const share = (cells: readonly Cell[], test: (cell: Cell) => boolean) =>
  cells.length === 0 ? 0 : cells.filter(test).length / cells.length;

/** What the cells of a column say by themselves; null when they say nothing sure. */
function byContent(cells: readonly Cell[], kind: ListKind): Guess | null {
  const filled = cells.filter(({ text }) => !saysNothing(text));
  if (filled.length < 2) return null;
  const guess = (meaning: Meaning): Guess => ({ meaning, sure: 0, by: 'content' });
  if (share(filled, ({ text }) => isIdentityNumber(plainText(text).replace(/[\s-]/g, ''))) >= 0.4)
    return guess('identity');
  if (share(filled, ({ text }) => partyValues.test(plainText(text))) >= 0.5) return guess('party');
  const phones = share(filled, (cell) => phoneOf(cell).ok);
  if (kind === 'sites') return phones >= 0.6 ? guess('phone') : bySiteContent(filled);
  const named = share(filled, ({ text }) => {
    const read = nameOf(text);
    return read.ok && /^[\p{Script=Han}·]{2,4}$/u.test(read.name) && surnames.includes(read.name.charAt(0));
  });
  if (phones >= 0.6) return guess(named >= 0.6 ? 'nameAndPhone' : 'phone');
  if (share(filled, ({ text }) => /^[男女]$/.test(plainText(text))) >= 0.8) return guess('gender');
  if (
    share(
      filled,
      ({ text }) => siteValue.test(plainText(text)) || (brandOf(text) !== null && text.length > 3),
    ) >= 0.6
  )
    return guess('site');
  const distinct = new Set(filled.map(({ text }) => text)).size / filled.length;
  return named >= 0.7 && distinct > 0.5 ? guess('name') : null;
}

/** Communities and coordinates are known by their form; a pair is a pair whatever the header says. */
function bySiteContent(filled: readonly Cell[]): Guess | null {
  const guess = (meaning: Meaning): Guess => ({ meaning, sure: 0, by: 'content' });
  const between = (least: number, most: number) => (cell: Cell) =>
    /^\d{1,3}\.\d{3,}$/.test(cell.text.trim()) && Number(cell.text) >= least && Number(cell.text) <= most;
  if (share(filled, between(china.west, china.east)) >= 0.9) return guess('longitude');
  if (share(filled, between(china.south, china.north)) >= 0.9) return guess('latitude');
  if (
    share(
      filled,
      ({ text }) =>
        /^\D{0,4}\d{1,3}\.\d{3,}\D+\d{1,3}\.\d{3,}\D{0,2}$/.test(text) && coordinatesOf(text) !== null,
    ) >= 0.8
  )
    return guess('coordinates');
  return share(filled, ({ text }) => /^\S{1,12}(社区|村|居委会)$/.test(plainText(text))) >= 0.6
    ? guess('community')
    : null;
}

/** Header words that are only kept when the cells agree; a phone column of text is no phone column. */
function corrected(guess: Guess | null, cells: readonly Cell[], kind: ListKind): Guess | null {
  const content = byContent(cells, kind);
  if (!guess) return content;
  if (
    content &&
    (content.meaning === 'identity' || content.meaning === 'party') &&
    guess.meaning !== content.meaning
  )
    return content;
  if (content?.meaning === 'coordinates' && guess.meaning !== 'coordinates')
    return { ...guess, meaning: 'coordinates' };
  const filled = cells.filter(({ text }) => !saysNothing(text));
  if (kind !== 'roster' || filled.length < 3) return guess;
  const phones = share(filled, (cell) => phoneOf(cell).ok);
  if (guess.meaning === 'name' && phones >= 0.6) return { ...guess, meaning: 'nameAndPhone' };
  if (guess.meaning === 'nameAndPhone') {
    const named = share(filled, ({ text }) => nameOf(text).ok);
    if (named < 0.3) return { ...guess, meaning: 'phone', sure: 6 };
    if (phones < 0.2) return { ...guess, meaning: 'name', sure: 6 };
  }
  if (guess.meaning === 'staffNumber' && guess.sure === 1) {
    const counting = share(filled, ({ text }) => /^\d{1,4}$/.test(text.trim()));
    return counting > 0.9 ? { ...guess, meaning: 'ignored' } : guess;
  }
  return guess;
}

/** Meanings that only one column can have; the surest header wins, then the fuller and more fitting column. */
const single: readonly Meaning[] = [
  'name',
  'phone',
  'nameAndPhone',
  'site',
  'gender',
  'vehicle',
  'platform',
  'startDate',
  'staffNumber',
  'shortNumber',
  'community',
  'grid',
  'address',
  'kind',
  'brand',
  'longitude',
  'latitude',
  'coordinates',
  'manager',
  'managerAndPhone',
];

function keepOne(guesses: (Guess | null)[], rows: readonly Row[], kind: ListKind): void {
  for (const meaning of single) {
    const rivals = guesses.flatMap((guess, column) =>
      guess?.meaning === meaning ? [{ column, guess }] : [],
    );
    if (rivals.length < 2) continue;
    const fit = (column: number) => {
      const cells = valuesOf(rows, column);
      return meaning === 'phone'
        ? cells.filter((cell) => phoneOf(cell).ok).length / Math.max(1, rows.length)
        : cells.length / Math.max(1, rows.length);
    };
    const worth = ({ column, guess }: (typeof rivals)[number]) =>
      (guess.by === 'hand' ? 1000 : guess.by === 'header' ? 10 + guess.sure : 0) *
      (fit(column) > 0.2 ? 1 : 0.01);
    rivals.sort((a, b) => worth(b) - worth(a) || a.column - b.column);
    for (const { column, guess } of rivals.slice(1)) {
      if (guess.by === 'hand') continue;
      guesses[column] =
        kind === 'roster' && meaning === 'phone' ? { ...guess, meaning: 'secondPhone' } : null;
    }
  }
}

const otherPerson = /紧急|家属|亲属|负责人|站长|经理|店长|主管|队长|组长|管理员|联络员|指导员|网格员/;

/** A phone right beside another person's name is that person's, as long as some other column holds a phone. */
function giveBackPhones(guesses: (Guess | null)[], header: Header): void {
  guesses.forEach((guess, column) => {
    if (guess?.meaning !== 'phone' || guess.by === 'hand') return;
    const title = columnTitle(header, column - 1);
    const beside = guesses[column - 1];
    const others = guesses.some(
      (other, at) => at !== column && (other?.meaning === 'phone' || other?.meaning === 'nameAndPhone'),
    );
    if (
      !others ||
      !otherPerson.test(title) ||
      beside?.meaning === 'phone' ||
      /电话|手机|号码|联系方式/.test(title)
    )
      return;
    guesses[column] = { ...guess, meaning: beside?.meaning === 'emergency' ? 'emergency' : 'ignored' };
  });
}

/** A list with no site column takes its platform column for it when that names sites, such as 单位 or 公司. */
function siteFromPlatform(guesses: (Guess | null)[], rows: readonly Row[]): void {
  if (guesses.some((guess) => guess?.meaning === 'site')) return;
  const at = guesses.findIndex((guess) => guess?.meaning === 'platform');
  if (at < 0) return;
  const cells = valuesOf(rows, at);
  if (share(cells, ({ text }) => siteValue.test(plainText(text))) >= 0.5)
    guesses[at] = { ...guesses[at]!, meaning: 'site' };
}

/** Finds what the columns mean. `sample` are rows of the body (some hundred are enough). */
export function findColumns(
  header: Header,
  sample: readonly Row[],
  kind: ListKind,
  hand: HandMapping = {},
): Layout {
  const width = Math.max(header.columns.length, ...sample.map(({ cells }) => cells.length), 0);
  const guesses: (Guess | null)[] = [];
  for (let column = 0; column < width; column++) {
    const cells = valuesOf(sample, column);
    const set = hand[column];
    if (set) {
      guesses.push({ meaning: set, sure: 99, by: 'hand' });
      continue;
    }
    const read = meaningOf(header.columns[column] ?? [], kind);
    guesses.push(corrected(read && { ...read, by: 'header' }, cells, kind));
  }
  if (kind === 'roster') giveBackPhones(guesses, header);
  keepOne(guesses, sample, kind);
  if (kind === 'roster') siteFromPlatform(guesses, sample);
  settleNames(guesses);
  const columns = guesses.map((guess, column): Column => {
    const [title, letters] = [columnTitle(header, column), columnLetters(column)];
    return { column, letters, title, meaning: guess?.meaning ?? null, by: guess?.by ?? null };
  });
  const listed = <T extends Meaning>(test: (meaning: Meaning) => meaning is T) =>
    columns.flatMap(({ title, letters, meaning }) =>
      meaning && test(meaning) ? [{ title, letters, kind: meaning }] : [],
    );
  return {
    columns,
    signature: layoutSignature(header),
    needsConsent: listed(needsConsent),
    dropped: listed(neverCollected),
  };
}

/** A combined column beside one of its own parts only gives what the other lacks. */
function settleNames(guesses: (Guess | null)[]): void {
  const at = (meaning: Meaning) => guesses.findIndex((guess) => guess?.meaning === meaning);
  const both = at('nameAndPhone');
  if (both < 0) return;
  const [name, phone] = [at('name'), at('phone')];
  if (name >= 0 && phone >= 0) guesses[both] = null;
  else if (name >= 0) guesses[both] = { ...guesses[both]!, meaning: 'phone' };
  else if (phone >= 0) guesses[both] = { ...guesses[both]!, meaning: 'name' };
}

/** The column of a meaning, or −1. */
export function columnOf(layout: Layout, meaning: Meaning): number {
  return layout.columns.find((column) => column.meaning === meaning)?.column ?? -1;
}
