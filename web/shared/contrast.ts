/** Contrast of two colours after WCAG 2.x: 1 (none) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Relative luminance of `#rrggbb`, 0 to 1. */
function luminance(colour: string): number {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (!hex) throw new Error(`not #rrggbb: ${colour}`);
  const [red, green, blue] = hex.slice(1).map((part) => {
    const share = Number.parseInt(part, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The custom properties of a token file, per scheme; dark inherits what it does not set again. */
export function schemes(css: string): { light: Map<string, string>; dark: Map<string, string> } {
  const [before = '', after = ''] = css.split('@media (prefers-color-scheme: dark)');
  const light = properties(before);
  return { light, dark: new Map([...light, ...properties(after)]) };
}

const properties = (css: string) =>
  new Map([...css.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((found) => [found[1] ?? '', found[2] ?? '']));
