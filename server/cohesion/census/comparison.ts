/** What an import needs to know of the ledger, and how the people of a file compare with it. */
import type { DoubtReason, Person } from './matching.ts';
import { type Gender, nameKey, nearPhones } from './normalise.ts';
import { siteKey } from './sitenames.ts';
import type { Brand, Vehicle } from './vocabulary.ts';

/** A worker of the ledger, as far as an import may compare and change them. */
export type LedgerPerson = {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  /** Names of the current work sites. */
  readonly sites: readonly string[];
  readonly gender: Gender | null;
  readonly vehicle: Vehicle | null;
  readonly platform: Brand | null;
  readonly startDate: string | null;
  readonly staffNumber: string | null;
  readonly shortNumber: string | null;
  readonly note: string | null;
};

/** Look-ups in the ledger, in batches; both may return more than one person for a key. */
export type Ledger = {
  /** Workers whose current phone is one of these. */
  byPhones(phones: readonly string[]): Promise<readonly LedgerPerson[]>;
  /** Workers whose name is one of these. */
  byNames(names: readonly string[]): Promise<readonly LedgerPerson[]>;
};

/** A ledger with nobody in it. */
export const emptyLedger: Ledger = { byPhones: async () => [], byNames: async () => [] };

export const comparedFields = [
  'gender',
  'vehicle',
  'platform',
  'startDate',
  'staffNumber',
  'shortNumber',
  'note',
] as const;
export type ComparedField = (typeof comparedFields)[number];
export type FieldChange =
  | { readonly field: ComparedField; readonly from: string | null; readonly to: string }
  | { readonly field: 'site'; readonly from: null; readonly to: string };

export type LedgerMatch =
  | { readonly outcome: 'new'; readonly person: Person }
  | { readonly outcome: 'unchanged'; readonly person: Person; readonly existing: LedgerPerson }
  | {
      readonly outcome: 'changed';
      readonly person: Person;
      readonly existing: LedgerPerson;
      readonly changes: readonly FieldChange[];
    }
  | {
      readonly outcome: 'to_decide';
      readonly person: Person;
      readonly existing: LedgerPerson;
      readonly why: DoubtReason;
    };

/** People compared per look-up. */
const BATCH = 500;

/** Compares the people of a file with the ledger, in order, batch by batch. A blank cell changes nothing. */
export async function* compareWithLedger(
  people: readonly Person[],
  ledger: Ledger,
  signal?: AbortSignal,
): AsyncGenerator<LedgerMatch, void, undefined> {
  for (let at = 0; at < people.length; at += BATCH) {
    signal?.throwIfAborted();
    const batch = people.slice(at, at + BATCH);
    const phones = await ledger.byPhones(batch.map(({ entry }) => entry.phone));
    const byPhone = grouped(phones, ({ phone }) => phone ?? '');
    // Only a phone that nobody holds can be a slip of somebody's.
    const unheld = batch.filter(({ entry }) => !byPhone.has(entry.phone));
    const names =
      unheld.length > 0 ? await ledger.byNames([...new Set(unheld.map(({ entry }) => entry.name))]) : [];
    const byName = grouped(names, ({ name }) => nameKey(name));
    for (const person of batch) yield compare(person, byPhone, byName);
  }
}

function grouped(
  people: readonly LedgerPerson[],
  key: (one: LedgerPerson) => string,
): Map<string, LedgerPerson[]> {
  const groups = new Map<string, LedgerPerson[]>();
  for (const one of people) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return groups;
}

type Groups = ReadonlyMap<string, readonly LedgerPerson[]>;

function compare(person: Person, byPhone: Groups, byName: Groups): LedgerMatch {
  const { entry, sites } = person;
  const holders = byPhone.get(entry.phone) ?? [];
  const same = holders.find(({ name }) => nameKey(name) === nameKey(entry.name));
  if (same) {
    const changes = changesOf(person, same);
    return changes.length === 0
      ? { outcome: 'unchanged', person, existing: same }
      : { outcome: 'changed', person, existing: same, changes };
  }
  if (holders[0]) return { outcome: 'to_decide', person, existing: holders[0], why: 'same_phone' };
  const near = (byName.get(nameKey(entry.name)) ?? []).find(
    (one) =>
      one.phone !== null &&
      nearPhones(one.phone, entry.phone) &&
      one.sites.some((site) => sites.has(siteKey(site))),
  );
  return near
    ? { outcome: 'to_decide', person, existing: near, why: 'near_phone' }
    : { outcome: 'new', person };
}

/** What a person of a file says differently of somebody of the ledger; a blank cell changes nothing. */
export function changesOf({ entry, sites }: Person, existing: LedgerPerson): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  for (const field of comparedFields) {
    const to = entry[field];
    const from = existing[field];
    if (to === null || to === from) continue;
    // A roster that only knows the month does not undo a known day.
    if (field === 'startDate' && from?.startsWith(to)) continue;
    changes.push({ field, from, to });
  }
  const known = new Set(existing.sites.map(siteKey));
  for (const [key, name] of sites) if (!known.has(key)) changes.push({ field: 'site', from: null, to: name });
  return changes;
}
