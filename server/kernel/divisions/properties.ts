/** What the properties of a boundary feature mean: map programs and offices name them differently. */
import { bareCommunityName } from './names.ts';

export type RawFeature = {
  readonly level: 'community' | 'grid' | 'other';
  /** 12 digits, or grid code; null when the file gives none. */
  readonly code: string | null;
  readonly name: string;
  /** Community code that a grid names, or null. */
  readonly community: string | null;
  /** Number of a grid within its community, from its name. */
  readonly number: number | null;
  /** How to speak of the feature in a message. */
  readonly label: string;
};

type Known = readonly { readonly code: string; readonly name: string }[];

const names = {
  community:
    /^(community(_?code|_?id)?|(所属|所在)?(社区|村居|村)(编码|代码|编号|名称)?|parent(_?code|_?id)?|上级(编码|代码)?|sq(bm|dm|mc))$/i,
  code: /^(code|adcode|id|编码|代码|编号|(网格|社区|区划|行政区划)(编码|编号|代码)|grid_?(code|id|no)|wg(bm|bh|dm)|bm|dm|bh)$/i,
  name: /^(name|名称|名字|(网格|社区|村)(名称|名)|grid_?name|title|label|wgmc|mc)$/i,
  level: /^(level|type|kind|类型|级别|层级|类别|等级)$/i,
} as const;

function propertyOf(properties: Record<string, unknown>, pattern: RegExp): string {
  for (const [key, value] of Object.entries(properties)) {
    if (!pattern.test(key.normalize('NFKC').trim())) continue;
    if (typeof value === 'string' && value.trim()) return value.normalize('NFKC').trim();
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  }
  return '';
}

/** `140213066003007`, `140213066003-7`, `140213066003_007` → `140213066003-007`; others as they are. */
export function gridCode(text: string): string {
  const match = text.match(/^(\d{12})[-_－—\s]?(\d{1,3})$/);
  return match ? `${match[1]}-${match[2]!.padStart(3, '0')}` : text;
}

const chineseDigits = '零一二三四五六七八九十';

function numberIn(name: string): number | null {
  const digits =
    name.match(/(\d{1,3})\s*(号|个)?\s*(微|小)?网格/)?.[1] ?? name.match(/网格\s*(\d{1,3})/)?.[1];
  if (digits) return Number(digits);
  const word = name.match(/第?([一二三四五六七八九十])(号|个)?网格/)?.[1];
  return word ? chineseDigits.indexOf(word) : null;
}

function levelOf(level: string, code: string, name: string, community: string): RawFeature['level'] {
  if (/grid|网格/i.test(level)) return 'grid';
  if (/community|village|社区|村|居委/i.test(level)) return 'community';
  if (/street|town|街道|乡|镇|district|区县/i.test(level)) return 'other';
  if (/^\d{12}[-_]?\d{1,3}$/.test(code) || /网格/.test(name)) return 'grid';
  if (/^\d{12}$/.test(code) && !code.endsWith('000')) return 'community';
  if (/(社区|村|居委会|居民委员会|村民委员会)$/.test(name)) return 'community';
  return community && (code || name) ? 'grid' : 'other';
}

/** The 12-digit code that a text names: itself a code, or a known community's name. */
export function communityCodeOf(text: string, known: Known): string | null {
  if (/^\d{12}$/.test(text)) return text;
  const bare = bareCommunityName(text);
  return (bare && known.find(({ name }) => bareCommunityName(name) === bare)?.code) || null;
}

/** Reads level, code, name and community of the feature at a place in the file (from 0). */
export function readFeature(feature: unknown, at: number, known: Known): RawFeature {
  const raw = (feature as { properties?: unknown; id?: unknown } | null) ?? {};
  const properties = { ...(typeof raw.properties === 'object' ? raw.properties : {}) } as Record<
    string,
    unknown
  >;
  const named = propertyOf(properties, names.name);
  const written = propertyOf(properties, names.code) || (raw.id === undefined ? '' : String(raw.id));
  const parent = propertyOf(properties, names.community);
  const level = levelOf(propertyOf(properties, names.level), written, named, parent);
  const name = named || (level === 'community' && !/^\d+$/.test(parent) ? parent : '');
  const label = [name, written].filter(Boolean).join(' ') || `第 ${at + 1} 个要素`;
  if (level === 'community') {
    const coded = /^\d{12}$/.test(written)
      ? written
      : /^\d{12}$/.test(parent)
        ? parent
        : communityCodeOf(name, known);
    return { level, code: coded, name, community: null, number: null, label };
  }
  const code = gridCode(written);
  const meaningful = /^\d{12}-\d{3}$/.test(code) || (code !== '' && !/^\d{1,11}$/.test(code));
  return {
    level,
    code: level === 'grid' && meaningful ? code : null,
    name,
    community: parent ? communityCodeOf(parent, known) : null,
    number: numberIn(name),
    label,
  };
}
