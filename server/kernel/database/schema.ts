import type { Kysely } from 'kysely';
import type { DB } from './schema.generated.ts';

export type { DB as Schema };

/** An open transaction of one street and actor: ordinary Kysely, and `sql` of kysely for the rest. */
export type Transaction = Kysely<DB>;
