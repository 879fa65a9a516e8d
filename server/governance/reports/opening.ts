/** What a new street starts with: the default categories. */
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { defaultCategories } from './categories.ts';

/** Adds the default categories; those that the street has already stay as they are. */
export async function openReports(tx: Transaction, { street }: Actor): Promise<void> {
  await tx
    .insertInto('categories')
    .values(
      defaultCategories.map((category) => ({
        street,
        code: category.code,
        parent: category.parent,
        zh: category.name.zh,
        en: category.name.en,
        pace: category.pace,
        photo_required: category.photoRequired,
        guidance_zh: category.guidance.zh,
        guidance_en: category.guidance.en,
        filing_condition: category.filingCondition,
        closing_condition: category.closingCondition,
        position: category.position,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
