// Requests per second, product and bare handler in turn, so that a busy moment of the machine hits both.
import autocannon from 'autocannon';
import { type Bench, newKey } from './seed.ts';
import type { Servers } from './servers.ts';

/** Medians over the rounds, in requests per second; `ratio` is the median of each round's own ratio. */
export interface Ratio {
  ratio: number;
  product: number;
  bare: number;
}

const rounds = 5;
const seconds = 3;
const connections = 16;

export async function measureRates(
  bench: Bench,
  { product, bare }: Servers,
): Promise<{ read: Ratio; write: Ratio }> {
  const draft = JSON.stringify({
    category: bench.category,
    body: '路口的井盖松动，骑车经过很颠，晚上看不清。',
    placeSource: 'phone',
    point: { lng: 113.365, lat: 40.085 },
  });
  const headers = { 'content-type': 'application/json' };
  const read = await compared(
    () => rate({ url: `${product}/api/v1/worker/reports?limit=20`, headers: { cookie: bench.cookie } }),
    () => rate({ url: `${bare}/read` }),
  );
  const write = await compared(
    () =>
      rate({
        url: `${product}/api/v1/reports`,
        method: 'POST',
        body: draft,
        requests: [
          {
            setupRequest: (request) => ({
              ...request,
              headers: { ...headers, cookie: bench.cookie, 'idempotency-key': newKey() },
            }),
          },
        ],
      }),
    () => rate({ url: `${bare}/write`, method: 'POST', headers, body: draft }),
  );
  return { read, write };
}

async function rate(options: autocannon.Options): Promise<number> {
  const result = await autocannon({ ...options, connections, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${options.url}: ${result.non2xx} refused, ${result.errors} failed`);
  return result.requests.average;
}

async function compared(product: () => Promise<number>, bare: () => Promise<number>): Promise<Ratio> {
  await product();
  await bare();
  const measured: { product: number; bare: number }[] = [];
  for (let round = 0; round < rounds; round++)
    measured.push({ product: await product(), bare: await bare() });
  return {
    ratio: median(measured.map((one) => one.product / one.bare)),
    product: median(measured.map((one) => one.product)),
    bare: median(measured.map((one) => one.bare)),
  };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
