// Pages for browser journeys: a rider's phone and a desk in the office, pictures, and the accessibility check.
//
//   const phone = await openPhone(server.url);
//   await phone.getByRole('button', { name: '随手拍' }).click();
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findBrowser } from './browser-program.ts';
import { whenFileEnds } from './closing.ts';
import { projectDir } from './cluster.ts';

const here = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', serviceWorkers: 'allow' } as const;
const phone: BrowserContextOptions = {
  ...here,
  viewport: { width: 360, height: 780 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
const desk: BrowserContextOptions = {
  ...here,
  viewport: { width: 1440, height: 900 },
  acceptDownloads: true,
};

let browser: Promise<Browser> | null = null;
const errorsOf = new WeakMap<Page, string[]>();

/** The browser of this test file; closed when the file ends. */
export function openBrowser(): Promise<Browser> {
  browser ??= (async () => {
    const { executablePath, args, env } = await findBrowser();
    const opened = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
    whenFileEnds(() => opened.close());
    return opened;
  })();
  return browser;
}

/** A page on a phone of 360 × 780 with its own cookies, opened at `url`; `options` add to the phone's. */
export function openPhone(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  return open(url, { ...phone, ...options });
}

/** A page at a desk of 1440 × 900 with its own cookies, opened at `url`. */
export function openDesk(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  return open(url, { ...desk, ...options });
}

async function open(url: string, options: BrowserContextOptions): Promise<Page> {
  const context = await (await openBrowser()).newContext(options);
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const errors: string[] = [];
  errorsOf.set(page, errors);
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/.test(message.text()))
      errors.push(message.text());
  });
  await page.goto(url);
  return page;
}

/** Fails when the page's scripts threw, or did what its content security policy forbids. */
export function checkQuiet(page: Page): void {
  assert.deepEqual(errorsOf.get(page) ?? [], []);
}

/** Takes a picture of the whole page into .cache/pictures; returns its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const directory = join(projectDir, '.cache', 'pictures');
  mkdirSync(directory, { recursive: true });
  const path = join(directory, `${name}.png`);
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
  return path;
}

type AxeNode = { target: unknown[]; failureSummary?: string };
type AxeViolation = { id: string; help: string; nodes: AxeNode[] };

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/** Fails with every place of the page that breaks WCAG 2.1 AA (GB/T 37668) as axe-core finds it. */
export async function checkAccessible(page: Page, options: { without?: string[] } = {}): Promise<void> {
  const rules = Object.fromEntries((options.without ?? []).map((rule) => [rule, { enabled: false }]));
  const expression = `${axe};axe.run({runOnly:${JSON.stringify(levels)},rules:${JSON.stringify(rules)}}).then((r) => r.violations)`;
  // Through the debugger, since the page's own policy allows no script from outside.
  const session = await page.context().newCDPSession(page);
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  const violations = result.value as AxeViolation[];
  const said = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(' ')}\n  ${node.failureSummary ?? ''}`),
  );
  assert.equal(said.join('\n'), '', `${page.url()} is not accessible`);
}
