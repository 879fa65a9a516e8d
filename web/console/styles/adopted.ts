/**
 * Stands in for `@rc-component/util/es/Dom/dynamicCSS`, through which antd writes all of its styles: instead of
 * <style> elements, which need 'unsafe-inline' in the content security policy, the same text goes into
 * constructed style sheets that the document adopts. The page's policy stays `style-src 'self'`.
 */
interface Written {
  node: HTMLStyleElement;
  sheet: CSSStyleSheet;
  rank: number;
}
interface Options {
  mark?: string;
  prepend?: boolean | 'queue';
  priority?: number;
}

const written = new Map<string, Written>();

const nameOf = (key: string, { mark = 'rc-util-key' }: Options = {}) => `${mark} ${key}`;
/** What is prepended stands before what is appended, in order of priority. */
const rankOf = ({ prepend, priority = 0 }: Options) => (prepend ? priority : 1_000_000);

function adopt(): void {
  const ours = new Set([...written.values()].map(({ sheet }) => sheet));
  const others = document.adoptedStyleSheets.filter((sheet) => !ours.has(sheet));
  const ordered = [...written.values()].sort((a, b) => a.rank - b.rank).map(({ sheet }) => sheet);
  document.adoptedStyleSheets = [...ordered, ...others];
}

/** Writes or rewrites the styles known as `key`; the node is never in the document, it only carries marks. */
export function updateCSS(css: string, key: string, options: Options = {}): HTMLStyleElement {
  const name = nameOf(key, options);
  const known = written.get(name);
  if (known) {
    if (known.node.textContent !== css) {
      known.node.textContent = css;
      known.sheet.replaceSync(css);
    }
    return known.node;
  }
  const made: Written = {
    node: document.createElement('style'),
    sheet: new CSSStyleSheet(),
    rank: rankOf(options),
  };
  made.node.textContent = css;
  made.sheet.replaceSync(css);
  written.set(name, made);
  adopt();
  return made.node;
}

export function injectCSS(css: string, options: Options = {}): HTMLStyleElement {
  return updateCSS(css, `once ${written.size}`, options);
}

export function removeCSS(key: string, options: Options = {}): void {
  const gone = written.get(nameOf(key, options));
  if (!gone) return;
  written.delete(nameOf(key, options));
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== gone.sheet);
}

/** Nothing is kept per container. */
export function clearContainerCache(): void {}
