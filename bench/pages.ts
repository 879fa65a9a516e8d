// What a first visit transfers, and how soon the rider app is usable on a slow phone, by the browser's own throttling.
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { openBrowser } from '../test/harness/browser.ts';
import { street } from './seed.ts';

/** `bytes`: body bytes as transferred; the rest in milliseconds since the navigation began, on the slow phone. */
export interface PageFigures {
  bytes: number;
  firstPaint: number;
  largestPaint: number;
  usable: number;
}

const slowPhone = {
  latency: 150,
  downloadThroughput: 1.6e6 / 8,
  uploadThroughput: 750e3 / 8,
  offline: false,
};

export async function measurePages(url: string): Promise<{ rider: PageFigures; console: { bytes: number } }> {
  const browser = await openBrowser();
  const riderPage = `${url}/s/${street}`;
  const rider = await fresh(
    browser.newContext({ viewport: { width: 360, height: 780 }, locale: 'zh-CN' }),
    (page, session) => transferred(page, session, riderPage),
  );
  const desk = await fresh(
    browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' }),
    (page, session) => transferred(page, session, `${url}/console/`),
  );
  const timings = await slowest(browser, riderPage);
  return { rider: { bytes: rider, ...timings }, console: { bytes: desk } };
}

async function fresh<Result>(
  context: Promise<BrowserContext>,
  use: (page: Page, session: CDPSession) => Promise<Result>,
): Promise<Result> {
  const opened = await context;
  const page = await opened.newPage();
  const session = await opened.newCDPSession(page);
  try {
    return await use(page, session);
  } finally {
    await opened.close();
  }
}

/** Bytes of documents, scripts and styles of a first visit, compressed as they came. */
async function transferred(page: Page, session: CDPSession, url: string): Promise<number> {
  const kinds = new Map<string, boolean>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    kinds.set(requestId, ['Document', 'Script', 'Stylesheet'].includes(type) && !response.fromServiceWorker);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (kinds.get(requestId)) bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  await page.goto(url, { waitUntil: 'networkidle' });
  return bytes;
}

/** Medians of three first visits. */
async function slowest(browser: Awaited<ReturnType<typeof openBrowser>>, url: string) {
  const visits: { firstPaint: number; largestPaint: number; usable: number }[] = [];
  for (let visit = 0; visit < 3; visit++)
    visits.push(
      await fresh(
        browser.newContext({ viewport: { width: 360, height: 780 }, locale: 'zh-CN' }),
        (page, session) => slowVisit(page, session, url),
      ),
    );
  const middle = (of: 'firstPaint' | 'largestPaint' | 'usable') =>
    visits.map((one) => one[of]).sort((a, b) => a - b)[1] ?? 0;
  return { firstPaint: middle('firstPaint'), largestPaint: middle('largestPaint'), usable: middle('usable') };
}

async function slowVisit(page: Page, session: CDPSession, url: string) {
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', slowPhone);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(url, { waitUntil: 'commit' });
  // Usable: the main button is there and takes a tap, so scripts have run and the page answers.
  await page.getByRole('button', { name: '用手机号报到' }).click({ trial: true });
  const usable = await page.evaluate(() => Math.round(performance.now()));
  // Runs in the page; as text, since the observer's types there are the browser's and not Node's.
  const paints = (await page.evaluate(`new Promise((resolve) => {
    const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
    new PerformanceObserver((list) => resolve({ first, largest: list.getEntries().at(-1)?.startTime ?? first }))
      .observe({ type: 'largest-contentful-paint', buffered: true });
  })`)) as { first: number; largest: number };
  return { firstPaint: Math.round(paints.first), largestPaint: Math.round(paints.largest), usable };
}
