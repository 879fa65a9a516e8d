/** The categories that a street uses; read anew at most every ten seconds. */
import type { Db, Transaction } from '../../kernel/database/database.ts';
import type { Pace } from './contract.ts';

export interface Category {
  code: string;
  parent: string | null;
  name: { zh: string; en: string };
  pace: Pace;
  photoRequired: boolean;
  guidance: { zh: string; en: string };
  filingCondition: string;
  closingCondition: string;
}

/** Categories in use, in the street's order. */
export async function readCategories(tx: Transaction, street: string): Promise<Category[]> {
  const rows = await tx
    .selectFrom('categories')
    .selectAll()
    .where('street', '=', street)
    .where('in_use', '=', true)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    parent: row.parent,
    name: { zh: row.zh, en: row.en },
    pace: row.pace as Pace,
    photoRequired: row.photo_required,
    guidance: { zh: row.guidance_zh, en: row.guidance_en },
    filingCondition: row.filing_condition,
    closingCondition: row.closing_condition,
  }));
}

export type Categories = ReadonlyMap<string, Category>;

const keptMilliseconds = 10_000;
const kept = new WeakMap<Db, Map<string, { at: number; categories: Promise<Categories> }>>();

/** The street's categories by code, at most ten seconds old. */
export function recentCategories(db: Db, street: string): Promise<Categories> {
  const streets = kept.get(db) ?? new Map();
  kept.set(db, streets);
  const found = streets.get(street);
  if (found && Date.now() - found.at < keptMilliseconds) return found.categories;
  const categories = db
    .transaction({ as: 'public', street }, (tx) => readCategories(tx, street))
    .then((list) => new Map(list.map((category) => [category.code, category])));
  streets.set(street, { at: Date.now(), categories });
  categories.catch(() => streets.delete(street));
  return categories;
}
