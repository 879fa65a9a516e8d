/** What a report can be about and where: loaded once, kept while the app is open, and by the service worker beyond. */
import { signal } from '@preact/signals';
import type { Areas } from '../../../../server/cohesion/census/contract.ts';
import type { CategoryList } from '../../../../server/governance/reports/contract.ts';
import type { Failure } from '../../../shared/api.ts';
import { ask } from '../../api.ts';
import { rememberStreet, street } from '../../session/session.ts';

export type Category = CategoryList['categories'][number];

export const categories = signal<Category[] | null>(null);
export const categoriesFailure = signal<Failure | null>(null);
export const areas = signal<Areas | null>(null);
/** tile URL template of this installation, null = outline only */
export const tiles = signal<string | null>(null);

export async function loadReference(): Promise<void> {
  categoriesFailure.value = null;
  const start = await ask('GET /api/v1/start');
  if (start.ok) {
    tiles.value = start.value.tiles;
    const first = start.value.streets[0];
    if (!street.value && first) rememberStreet(first.code);
  }
  const query = { street: street.value ?? '' };
  const [found, around] = await Promise.all([
    ask('GET /api/v1/categories', { query }),
    ask('GET /api/v1/areas', { query }),
  ]);
  if (found.ok) categories.value = found.value.categories;
  else categoriesFailure.value = found;
  if (around.ok) areas.value = around.value;
}
