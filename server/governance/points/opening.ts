/** What a new street starts with: its system accounts and version 1 of the policy, in force. */
import { sql } from 'kysely';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { newId } from '../../kernel/database/id.ts';
import { defaultPolicy } from './policy.ts';

/** Does nothing where it was done before. Further versions are drafted and approved by two administrators. */
export async function openPoints(tx: Transaction, { street }: Actor): Promise<void> {
  await tx
    .insertInto('point_accounts')
    .values(
      (['issue', 'redemption', 'expiry', 'correction'] as const).map((kind) => ({
        street,
        id: newId(),
        kind,
      })),
    )
    .onConflict((conflict) => conflict.columns(['street', 'kind']).where('worker', 'is', null).doNothing())
    .execute();
  const { version, text, rules } = defaultPolicy;
  const made = await tx
    .insertInto('point_policies')
    .values({
      street,
      version,
      text_zh: text.zh,
      text_en: text.en,
      drafted_by: 'default',
      approved_by: 'opening',
      since: sql`now()`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst();
  if (!made) return;
  await tx
    .insertInto('point_rules')
    .values(
      rules.map((rule) => ({
        street,
        version,
        rule: rule.rule,
        zh: rule.name.zh,
        en: rule.name.en,
        amount: rule.amount,
        cap: rule.cap,
        cap_per: rule.capPer,
        cap_group: rule.capGroup,
      })),
    )
    .execute();
}
