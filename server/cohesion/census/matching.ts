/** Who is who: inside a file, and against the ledger (domain rules, section 2 “Matching”). One pass, by index. */
import { nameKey, nearPhones } from './normalise.ts';
import type { Place, RejectedRow, RosterEntry } from './roster.ts';
import { siteKey } from './sitenames.ts';

/** A person of the file: the first entry, filled up by later ones, with all sites in order. */
export type Person = {
  entry: RosterEntry;
  readonly sites: Map<string, string>;
  readonly places: Place[];
};

/** Why two rows are left to a person: the same phone under two names, or one name at one site with nearly one phone. */
export type DoubtReason = 'same_phone' | 'near_phone';

export type Outcome =
  | { readonly kind: 'new' | 'duplicate' | 'twoSites'; readonly entry: RosterEntry; readonly person: Person }
  | {
      readonly kind: 'ambiguous';
      readonly entry: RosterEntry;
      readonly person: Person;
      readonly why: DoubtReason;
    };

export type Matcher = {
  /** Places an entry among those before it. */
  add(entry: RosterEntry): Outcome;
  /** Distinct people, in the order of their first rows; doubtful entries are not among them. */
  people(): readonly Person[];
  /** Distinct people with those of rejected rows; rows in doubt for a near phone are one person with the earlier row. */
  count(rejected: readonly RejectedRow[]): number;
};

/** Persons with one name at one site. Small lists are looked through; long ones get an index of parts of phones. */
type Namesakes = { list: Person[]; phones: string[]; index: Map<string, number[]> | null };
const SHORT_LIST = 24;
const cuts = [0, 3, 6, 9, 11] as const;

/** Two phones that differ in at most two places share at least two of four parts: six keys find all of them. */
function* partKeys(phone: string): Generator<string> {
  for (let a = 0; a < 4; a++)
    for (let b = a + 1; b < 4; b++)
      yield `${a}${b}${phone.slice(cuts[a]!, cuts[a + 1]!)}${phone.slice(cuts[b]!, cuts[b + 1]!)}`;
}

function remember(namesakes: Namesakes, person: Person, phone: string): void {
  const at = namesakes.list.push(person) - 1;
  namesakes.phones.push(phone);
  if (!namesakes.index && namesakes.list.length <= SHORT_LIST) return;
  const fresh = namesakes.index === null;
  namesakes.index ??= new Map();
  const from = fresh ? 0 : at;
  for (let i = from; i <= at; i++) {
    for (const key of partKeys(namesakes.phones[i]!)) {
      const bucket = namesakes.index.get(key);
      if (bucket) bucket.push(i);
      else namesakes.index.set(key, [i]);
    }
  }
}

function nearOne(namesakes: Namesakes | undefined, phone: string): Person | null {
  if (!namesakes) return null;
  const { list, phones, index } = namesakes;
  const near = (at: number) => nearPhones(phones[at]!, phone);
  if (!index) {
    const at = phones.findIndex((_, i) => near(i));
    return at < 0 ? null : list[at]!;
  }
  let first = Infinity;
  for (const key of partKeys(phone))
    for (const at of index.get(key) ?? []) if (at < first && near(at)) first = at;
  return first === Infinity ? null : list[first]!;
}

/** Makes a matcher for one import; entries are added in the order of the file. */
export function rosterMatcher(): Matcher {
  const byPhone = new Map<string, Person[]>();
  const byNameAndSite = new Map<string, Namesakes>();
  const people: Person[] = [];
  let otherNames = 0;

  const atSite = (name: string, site: string | null) =>
    `${nameKey(name)}\n${site === null ? '' : siteKey(site)}`;
  const addTo = (person: Person, entry: RosterEntry) => {
    const key = atSite(entry.name, entry.site);
    const namesakes = byNameAndSite.get(key) ?? { list: [], phones: [], index: null };
    byNameAndSite.set(key, namesakes);
    remember(namesakes, person, entry.phone);
  };
  const enter = (entry: RosterEntry): Person => {
    const sites = new Map(entry.site === null ? [] : [[siteKey(entry.site), entry.site]]);
    const person: Person = { entry, sites, places: [placeOf(entry)] };
    const holders = byPhone.get(entry.phone);
    if (holders) holders.push(person);
    else byPhone.set(entry.phone, [person]);
    addTo(person, entry);
    return person;
  };

  return {
    add(entry) {
      const holders = byPhone.get(entry.phone);
      const same = holders?.find((person) => nameKey(person.entry.name) === nameKey(entry.name));
      if (same) {
        same.places.push(placeOf(entry));
        same.entry = filledUp(same.entry, entry);
        const other = entry.site !== null && same.sites.size > 0 && !same.sites.has(siteKey(entry.site));
        if (entry.site !== null && !same.sites.has(siteKey(entry.site))) {
          same.sites.set(siteKey(entry.site), entry.site);
          addTo(same, entry);
        }
        return { kind: other ? 'twoSites' : 'duplicate', entry, person: same };
      }
      if (holders) {
        otherNames++;
        enter(entry);
        return { kind: 'ambiguous', entry, person: holders[0]!, why: 'same_phone' };
      }
      const near = nearOne(byNameAndSite.get(atSite(entry.name, entry.site)), entry.phone);
      if (near) {
        enter(entry);
        return { kind: 'ambiguous', entry, person: near, why: 'near_phone' };
      }
      const person = enter(entry);
      people.push(person);
      return { kind: 'new', entry, person };
    },
    people: () => people,
    count(rejected) {
      const unknown = new Set<string>();
      for (const { name, phone, site, value } of rejected) {
        if (name === null ? phone !== null && byPhone.has(phone) : byNameAndSite.has(atSite(name, site)))
          continue;
        unknown.add(name === null ? `phone ${phone ?? ''} ${value}` : `name ${atSite(name, site)}`);
      }
      return people.length + otherNames + unknown.size;
    },
  };
}

const placeOf = ({ file, sheet, row }: RosterEntry): Place => ({ file, sheet, row });

/** The earlier entry with its gaps filled from a later one of the same person. */
function filledUp(earlier: RosterEntry, later: RosterEntry): RosterEntry {
  const filled: Record<string, unknown> = { ...earlier };
  for (const [field, value] of Object.entries(later)) if (filled[field] === null) filled[field] = value;
  return filled as RosterEntry;
}
