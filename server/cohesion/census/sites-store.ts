/** Work sites as the ledger keeps them. */
import type { Transaction } from '../../kernel/database/database.ts';

/** Names and ids of a street's open sites, by name: what a registering worker chooses from. */
export const listOpenSites = (tx: Transaction, street: string) =>
  tx
    .selectFrom('sites')
    .select(['id', 'name'])
    .where('street', '=', street)
    .where('state', '=', 'open')
    .orderBy('name_key')
    .limit(1000)
    .execute();

/** A site with its present assignment, or undefined. */
export const siteById = (tx: Transaction, street: string, id: string) =>
  tx
    .selectFrom('sites')
    .select([
      'id',
      'name',
      'kind',
      'brand',
      'address',
      'lng',
      'lat',
      'claimed_community',
      'community',
      'grid',
      'flagged',
      'reason',
      'evidence',
      'state',
    ])
    .where('street', '=', street)
    .where('id', '=', id)
    .executeTakeFirst();
