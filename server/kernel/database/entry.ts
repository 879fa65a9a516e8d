/** How a transaction enters the database, and who it then is (functions `enter…` of migration 0001). */

/** As the holder of a session (with the roles the route allows), as the public of a street, or as the product itself. */
export type Entry =
  | { as: 'session'; tokenHash: Buffer; street: string; allowed: readonly string[] }
  | { as: 'public'; street: string }
  | { as: 'system'; street: string };

/** Who acts. `communities`, `grids` and `wide` are the scope of the roles that the route allows. */
export interface Actor {
  street: string;
  kind: 'staff' | 'worker' | 'public' | 'system';
  /** uuid of the member of staff or worker; `public` or `system` otherwise */
  id: string;
  name: string;
  roles: readonly string[];
  communities: readonly string[];
  grids: readonly string[];
  /** the role's scope is the whole street */
  wide: boolean;
  /** staff: the second factor is set up */
  totp: boolean;
}

/** The statement that enters; its one row holds the actor. */
export function enterQuery(entry: Entry): { sql: string; parameters: unknown[] } {
  switch (entry.as) {
    case 'session':
      return {
        sql: 'select enter($1, $2, $3) as actor',
        parameters: [entry.tokenHash, entry.street, entry.allowed],
      };
    case 'public':
      return { sql: 'select enter_public($1) as actor', parameters: [entry.street] };
    case 'system':
      return { sql: 'select enter_system($1) as actor', parameters: [entry.street] };
  }
}
