/** The sites that a roster names: known ones, and new ones that are made on the way and wait to be located. */
import type { Transaction } from '../../kernel/database/database.ts';
import { newId } from '../../kernel/database/id.ts';
import type { Cipher } from '../../kernel/privacy/cipher.ts';
import type { ChangeLog } from './import-changes.ts';
import { siteFinder } from './roster-sites.ts';
import { type KnownSite, sitesByKey } from './site-lines.ts';
import { openSiteTasks } from './site-tasks.ts';
import { siteKey } from './sitenames.ts';
import { brandOf, siteKindOf } from './vocabulary.ts';
import type { NewAssignment } from './workers.ts';

/** What writing a roster asks of sites. */
export interface RosterSites {
  /** Makes those of the names that no site has yet. */
  make(names: Iterable<string>): Promise<void>;
  /** The site of a name that is known or was made. */
  idOf(name: string): string;
  /** Where somebody belongs whose main site this is. */
  assignmentOf(site: string | null): NewAssignment;
  readonly made: readonly string[];
}

const longestName = 80;
const nowhere: NewAssignment = {
  community: null,
  grid: null,
  flagged: true,
  reason: 'unassigned',
  evidence: {},
};

export async function rosterSites(
  tx: Transaction,
  cipher: Cipher,
  street: string,
  importId: string,
  log: ChangeLog,
): Promise<RosterSites> {
  const known = await sitesByKey(tx, cipher, street);
  const byId = new Map<string, KnownSite>([...known.values()].map((site) => [site.id, site]));
  const ids = new Map([...known].map(([key, { id }]) => [key, id]));
  const find = siteFinder([...known.values()].map(({ name }) => name));
  const keyOf = (name: string) => siteKey(find(name) ?? name.slice(0, longestName));
  const made: string[] = [];
  return {
    made,
    async make(names) {
      const fresh = new Map<string, { id: string; name: string }>();
      for (const name of names) {
        const key = keyOf(name);
        if (!ids.has(key) && !fresh.has(key))
          fresh.set(key, { id: newId(), name: name.slice(0, longestName) });
      }
      if (fresh.size === 0) return;
      await tx
        .insertInto('sites')
        .values(
          [...fresh].map(([key, { id, name }]) => {
            const brand = brandOf(name);
            return {
              street,
              id,
              name,
              name_key: key,
              kind: siteKindOf('', name, brand),
              brand,
              flagged: true,
              import: importId,
            };
          }),
        )
        .execute();
      const list = [...fresh.values()];
      await openSiteTasks(
        tx,
        street,
        list.map(({ id }) => id),
      );
      await log.keep(list.map(({ id }) => ({ changed: 'site', id, before: null })));
      for (const [key, { id, name }] of fresh) {
        ids.set(key, id);
        made.push(name);
      }
    },
    idOf(name) {
      const id = ids.get(keyOf(name));
      if (!id) throw new Error('the site of a line was not made');
      return id;
    },
    assignmentOf(site) {
      const found = site ? byId.get(site) : undefined;
      if (!found) return site ? { ...nowhere, evidence: { site } } : nowhere;
      const { community, grid, flagged, reason, evidence } = found;
      return { community, grid, flagged, reason, evidence: { ...(evidence as object | null), site } };
    },
  };
}
