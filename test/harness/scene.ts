// A small street to act in: two communities with three square grids, a work site in each, and pictures to send.
import type { LightMyRequestResponse } from 'fastify';
import sharp from 'sharp';
import { newId } from '../../server/kernel/database/id.ts';
import type { Kernel } from '../../server/kernel/kernel.ts';
import type { Caller } from './api.ts';

/** A grid of the scene: a square of 0.01 degrees whose south-west corner is given. */
export interface SceneGrid {
  code: string;
  community: string;
  west: number;
  south: number;
}

/** Grids that lie side by side: two of the first community, one of the second. */
export function gridsOf(street: string, [first, second]: [string, string]): SceneGrid[] {
  const at = (community: string, number: string, west: number) => ({
    code: `${street}${community}-${number}`,
    community: `${street}${community}`,
    west,
    south: 40.08,
  });
  return [at(first, '001', 113.36), at(first, '002', 113.37), at(second, '001', 113.38)];
}

/** The middle of a grid. */
export const middle = ({ west, south }: SceneGrid) => ({ lng: west + 0.005, lat: south + 0.005 });

/** Draws the grids and their communities, and opens a work site in each grid; returns the sites' ids in order. */
export async function drawStreet(
  kernel: Kernel,
  street: string,
  grids: readonly SceneGrid[],
): Promise<string[]> {
  const square = ({ west, south }: SceneGrid) => [
    [
      [west, south],
      [west + 0.01, south],
      [west + 0.01, south + 0.01],
      [west, south + 0.01],
      [west, south],
    ],
  ];
  const shape = (parts: unknown[]) => JSON.stringify({ type: 'MultiPolygon', coordinates: parts });
  return kernel.db.transaction({ as: 'system', street }, async (tx) => {
    for (const community of new Set(grids.map((grid) => grid.community)))
      await tx
        .updateTable('areas')
        .set({ geometry: shape(grids.filter((grid) => grid.community === community).map(square)) })
        .where('street', '=', street)
        .where('code', '=', community)
        .execute();
    await tx
      .insertInto('areas')
      .values(
        grids.map((grid) => ({
          street,
          id: newId(),
          code: grid.code,
          level: 'grid',
          kind: 'grid',
          community: grid.community,
          name: `网格${grid.code.slice(-7)}`,
          geometry: shape([square(grid)]),
        })),
      )
      .execute();
    const sites = grids.map((grid) => ({
      street,
      id: newId(),
      name: `站点${grid.code.slice(-7)}`,
      name_key: `站点${grid.code.slice(-7)}`,
      kind: 'courier_station',
      ...middle(grid),
      community: grid.community,
      grid: grid.code,
      reason: 'in_grid',
    }));
    await tx.insertInto('sites').values(sites).execute();
    return sites.map(({ id }) => id);
  });
}

let shade = 0;

/** A JPEG of 320 × 240 that is unlike all earlier ones. */
export async function picture(): Promise<Buffer> {
  shade += 1;
  const seed = shade;
  const pixels = Buffer.from(
    Array.from(
      { length: 16 * 12 * 3 },
      (_, at) => (Math.imul(at + 1, 2_654_435_761 + seed * 97) >>> 13) & 255,
    ),
  );
  return sharp(pixels, { raw: { width: 16, height: 12, channels: 3 } })
    .resize(320, 240, { kernel: 'nearest' })
    .jpeg()
    .toBuffer();
}

/** Files a report with one photo in a grid. */
export async function fileReport(
  worker: Caller,
  grid: SceneGrid,
  more: object = {},
  headers: Record<string, string> = {},
): Promise<LightMyRequestResponse> {
  return worker.postParts(
    '/api/v1/reports',
    ['report', { category: 'roads.sign', point: middle(grid), placeSource: 'phone', ...more }],
    [{ bytes: await picture() }],
    headers,
  );
}
