/**
 * What a name can be found by, as rows: its parts, its pinyin and its initials. Row-level security lets only
 * leak-proof operators use an index, and `>=`, `<` on text are such: looking for a prefix of a token is an index range.
 */
import { pinyin } from 'pinyin-pro';

const syllables = (name: string) =>
  pinyin(name, { toneType: 'none', type: 'array', mode: 'surname', v: true, nonZh: 'consecutive' });

/** Tokens of a Chinese (or other) name: 贺真 → 贺真, 真, hezhen, zhen, hz, z. At most 60, each at most 40 characters. */
export function nameTokens(name: string): string[] {
  const plain = plainWord(name);
  const letters = [...plain];
  const sounds = syllables(plain).map((sound) => plainWord(sound));
  const tokens = new Set<string>();
  for (const at of letters.keys()) tokens.add(letters.slice(at).join(''));
  for (const at of sounds.keys()) {
    tokens.add(sounds.slice(at).join(''));
    tokens.add(
      sounds
        .slice(at)
        .map((sound) => sound[0] ?? '')
        .join(''),
    );
  }
  return [...tokens]
    .filter(Boolean)
    .map((token) => token.slice(0, 40))
    .slice(0, 60);
}

/** The pinyin by which a ledger is put in order: 贺真 → "he zhen". */
export function nameSort(name: string): string {
  return syllables(plainWord(name)).join(' ').toLowerCase().slice(0, 120);
}

/** As it is compared: half width, lower case, no spaces. */
export function plainWord(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·'’-]/gu, '');
}

/** The range of tokens that begin with what was typed, or null when nothing searchable was typed. */
export function tokenRange(typed: string): { from: string; before: string } | null {
  const from = plainWord(typed).slice(0, 40);
  return from ? { from, before: `${from}\u{10ffff}` } : null;
}
