/** Which cell styles show a number as a date (ECMA-376 part 1, 18.8.30 and the East Asian built-in formats). */

const builtIn = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** Whether a number format shows a day or a month; a time of day alone is no date. */
export function showsDate(format: string): boolean {
  const bare = format
    .split(';')[0]!
    .replace(/"[^"]*"/g, (quoted) => (/[年月日]/.test(quoted) ? 'y' : ''))
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\\./g, '');
  if (/general|@/i.test(bare)) return false;
  return /[yd年月日]/i.test(bare) || /mmm/i.test(bare);
}

/** Reads styles.xml: for each cell style (attribute `s`), whether it is a date. */
export function dateStyles(xml: string): readonly boolean[] {
  const custom = new Map<number, boolean>();
  for (const [tag] of xml.matchAll(/<(?:\w+:)?numFmt\b[^>]*>/g)) {
    const id = /\bnumFmtId="(\d+)"/.exec(tag)?.[1];
    const code = /\bformatCode="([^"]*)"/.exec(tag)?.[1];
    if (id && code !== undefined)
      custom.set(Number(id), showsDate(code.replaceAll('&quot;', '"').replaceAll('&amp;', '&')));
  }
  const styles = /<(?:\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(xml)?.[1] ?? '';
  return [...styles.matchAll(/<(?:\w+:)?xf\b[^>]*>/g)].map(([tag]) => {
    const id = Number(/\bnumFmtId="(\d+)"/.exec(tag)?.[1] ?? 0);
    return custom.get(id) ?? builtIn.has(id);
  });
}
