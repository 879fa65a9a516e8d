/** Work sites as the ledger keeps them. */
import type { Transaction } from '../../kernel/database/database.ts';
import { query } from '../../kernel/database/query.ts';

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

/** Located sites with how many people each has. */
export const sitePoints = (street: string) =>
  query
    .selectFrom('sites')
    .leftJoin('workers', (join) =>
      join
        .onRef('workers.street', '=', 'sites.street')
        .onRef('workers.main_site', '=', 'sites.id')
        .on('workers.state', '<>', 'left'),
    )
    .select(({ fn }) => [
      'sites.id',
      'sites.name',
      'sites.kind',
      'sites.lng',
      'sites.lat',
      'sites.flagged',
      fn.count<number>('workers.id').as('workers'),
    ])
    .where('sites.street', '=', street)
    .where('sites.lng', 'is not', null)
    .groupBy(['sites.street', 'sites.id'])
    .limit(2000)
    .compile();
