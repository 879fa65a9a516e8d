/** Names and phones as rosters hold them, brought to one form; pure, and the same again on their own result. */
import type { Cell } from './table.ts';

export type Gender = 'male' | 'female';

const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\uFEFF]|\p{Variation_Selector}/gu;

/** Half width, without invisible characters and control characters, trimmed. */
export function plainText(text: string): string {
  // Most cells are plain already; these signs are the same in every normal form.
  if (/^[!-~\u4E00-\u9FFF]*$/.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/** Words that offices write where they know nothing. */
const blanks = /^(无|没有|暂无|不详|未知|空|待定|待补|同上|[-—–_/\\.、·?？*]+|null|none|n\/a|na|#n\/a)$/i;

/** Whether a text says that there is nothing to say. */
export function saysNothing(text: string): boolean {
  const plain = plainText(text);
  return plain === '' || blanks.test(plain);
}

const genders: Record<string, Gender> = {
  男: 'male',
  女: 'female',
  男性: 'male',
  女性: 'female',
  m: 'male',
  f: 'female',
  male: 'male',
  female: 'female',
};

/** Gender that a text states, such as 男, 女性, M. */
export function genderOf(text: string): Gender | null {
  const plain = plainText(text).toLowerCase();
  return genders[plain] ?? genders[plain.charAt(0)] ?? null;
}

/** Remarks that people put behind a name; they are no part of it. */
const roles =
  /^(男|女|男性|女性|站长|副站长|队长|组长|班长|经理|店长|主管|负责人|兼职|全职|专送|众包|临时|临时工|新|新入职|新来|新增|离职|已离职|在职|请假|党员|中共党员|预备党员|团员|共青团员|群众|积极分子|骑手|快递员|司机)$/;

export type NameRead =
  | {
      readonly ok: true;
      readonly name: string;
      readonly gender: Gender | null;
      readonly phone: string | null;
    }
  | { readonly ok: false };

/**
 * A name out of a cell that may also hold 性别 or a phone: “王　伟（男）”, “李娜/女”, “张三 13812345678”.
 * Not a name: nothing, digits, a single sign, a masked name, a sentence.
 */
export function nameOf(text: string): NameRead {
  let plain = plainText(text);
  const phones = phonesIn(plain);
  for (const { written } of phones) plain = plain.replace(written, ' ');
  let gender: Gender | null = null;
  plain = plain.replace(/[([{<【〔「]\s*([^)\]}>】〕」]*?)\s*[)\]}>】〕」]/g, (whole, inner: string) => {
    const word = inner.replace(/\s+/g, '');
    if (word !== '' && !word.split(/[,，、/;；]/).every((part) => roles.test(part))) return whole;
    for (const part of word.split(/[,，、/;；]/)) gender ??= /^[男女]/.test(part) ? genderOf(part) : null;
    return ' ';
  });
  plain = plain.replace(/[\s,，、/;；:：\-|]+$/, '');
  plain = plain.replace(/[\s,，、/;；:：\-|]+([男女])性?$/, (_, word: string) => {
    gender ??= genderOf(word);
    return '';
  });
  plain = plain.replace(/^\s*\d{1,4}\s*[.、)）:：\s]\s*(?=\p{Script=Han})/u, '');
  plain = plain.replace(/^(姓名|名字)[:：]?/, '').replace(/(电话|手机|联系方式|tel)[:：]?\s*$/i, '');
  plain = plain.replace(/^[\s,，、/;；:：\-|.]+|[\s,，、/;；:：\-|.*]+$/g, '');
  const name = /\p{Script=Han}/u.test(plain)
    ? plain.replace(/\s+/g, '').replace(/[•・●‧∙]/g, '·')
    : plain.replace(/\s+/g, ' ');
  const length = [...name].length;
  const honest =
    length >= 2 && length <= 40 && !/[\d*×?？#@]/.test(name) && !saysNothing(name) && /\p{L}/u.test(name);
  return honest ? { ok: true, name, gender, phone: phones[0]?.phone ?? null } : { ok: false };
}

/** The key under which names are compared: case, spaces, dots and brackets do not count. */
export function nameKey(name: string): string {
  return plainText(name)
    .replace(/[\s·•・.]+/g, '')
    .toLowerCase();
}

export type PhoneInText = { readonly phone: string; readonly written: string };

/** 11 digits of a Chinese mobile phone. */
export const mobile = /^1[3-9]\d{9}$/;
const inText = /(?<!\d)(?:\(?(?:\+|00)?86\)?[-\s]*)?(1[3-9]\d(?:[-\s.·_]{0,3}\d){8})(?:\.0+)?(?![\d])/g;

/** All mobile phones written in a text, in order, each once. */
export function phonesIn(text: string): readonly PhoneInText[] {
  const found: PhoneInText[] = [];
  for (const match of plainText(text)
    .replace(/[‐-―−－]/g, '-')
    .matchAll(inText)) {
    const phone = match[1]!.replace(/\D/g, '');
    if (!found.some((one) => one.phone === phone)) found.push({ phone, written: match[0] });
  }
  return found;
}

/** `1.9912345678E+10` → `19912345678`; a form that has lost digits stays as it is. */
function withoutExponent(text: string): string {
  const match = /^(\d)\.?(\d*)e\+?0?(\d{1,2})$/i.exec(text);
  if (!match) return text;
  const exponent = Number(match[3]);
  const digits = match[1]! + match[2]!;
  return digits.length - 1 <= exponent && exponent - digits.length + 1 <= 1
    ? digits.padEnd(exponent + 1, '0')
    : text;
}

export type PhoneRead =
  | { readonly ok: true; readonly phone: string; readonly second: string | null }
  | { readonly ok: false };

/**
 * The phone of a cell: text with +86, spaces, dashes, full width, a word before it, a trailing `.0`, or a number, also
 * in scientific notation. A second phone in the same cell is handed back beside it, for a person to decide.
 */
export function phoneOf(cell: Cell | undefined): PhoneRead {
  if (!cell) return { ok: false };
  if (cell.number !== undefined) {
    const digits = String(cell.number).replace(/^86(?=1[3-9]\d{9}$)/, '');
    return mobile.test(digits) ? { ok: true, phone: digits, second: null } : { ok: false };
  }
  const plain = withoutExponent(
    plainText(cell.text)
      .replace(/^['’‘`]/, '')
      .replace(/^(\+?\d+)\.0+$/, '$1'),
  );
  const [first, next] = phonesIn(plain);
  return first ? { ok: true, phone: first.phone, second: next?.phone ?? null } : { ok: false };
}

/**
 * Whether two phones of equal length are the same but for a slip: they differ in at most two places, or by one swap of
 * neighbours (domain rules, section 2). Equal phones are no slip.
 */
export function nearPhones(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false;
  let differing = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) differing++;
  // A swap of neighbours differs in two places, so the count covers it.
  return differing <= 2;
}
