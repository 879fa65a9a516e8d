/** The preview of a roster as lines: each person, and each row that is doubtful, repeated or wrong. */
import { compareWithLedger, type Ledger, type LedgerMatch } from './comparison.ts';
import type { LineOutcome } from './contract.ts';
import type { Candidate, Change, LineBody, NewLine } from './import-lines.ts';
import type { Person } from './matching.ts';
import type { Ambiguous, RosterPreview } from './preview.ts';
import type { Place } from './roster.ts';
import { siteKey } from './sitenames.ts';

type LineOf = (place: Place, name: string) => number | null;
interface Draft {
  readonly outcome: LineOutcome;
  readonly place: Place;
  readonly name: string;
  readonly body: (lineOf: LineOf) => LineBody;
}

/** Lines in the order of the file, numbered from 1. Doubtful rows are compared with the ledger too. */
export async function rosterLines(
  preview: RosterPreview,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<NewLine[]> {
  const drafts: Draft[] = preview.matches.map(matchDraft);
  for await (const draft of doubtDrafts(preview.ambiguous, ledger, signal)) drafts.push(draft);
  for (const one of preview.rejected) {
    const { name, phone, site, column, value, reason } = one;
    drafts.push({
      outcome: 'rejected',
      place: one,
      name: name ?? '',
      body: () => ({ name: name ?? '', phone, site, column, value, reason }),
    });
  }
  for (const one of preview.duplicates)
    drafts.push({
      outcome: 'duplicate',
      place: one,
      name: one.name,
      body: () => ({ name: one.name, phone: one.phone, reason: 'duplicate' }),
    });
  for (const one of preview.twoSites)
    drafts.push({
      outcome: 'duplicate',
      place: one,
      name: one.name,
      body: () => ({
        name: one.name,
        phone: one.phone,
        site: one.sites.join('、'),
        reason: 'two_sites',
      }),
    });
  return numbered(drafts, new Map(preview.sheets.map(({ name }, at) => [name, at])));
}

function numbered(drafts: readonly Draft[], order: ReadonlyMap<string, number>): NewLine[] {
  const sorted = [...drafts].sort(
    (a, b) => (order.get(a.place.sheet) ?? 0) - (order.get(b.place.sheet) ?? 0) || a.place.row - b.place.row,
  );
  const key = ({ sheet, row }: Place, name: string) => `${sheet}\n${row}\n${name}`;
  const lines = new Map<string, number>();
  sorted.forEach(({ place, name }, at) => {
    if (!lines.has(key(place, name))) lines.set(key(place, name), at + 1);
  });
  const lineOf: LineOf = (place, name) => lines.get(key(place, name)) ?? null;
  return sorted.map(({ outcome, place, body }, at) => ({
    line: at + 1,
    outcome,
    sheet: place.sheet,
    row: place.row,
    body: body(lineOf),
  }));
}

function matchDraft(match: LedgerMatch): Draft {
  const { entry } = match.person;
  const place = match.person.places[0] ?? entry;
  return { outcome: match.outcome, place, name: entry.name, body: () => bodyOf(match) };
}

/** What a person's line holds, given how they compare with the ledger. */
export function bodyOf(match: LedgerMatch): LineBody {
  const { entry, sites } = match.person;
  const body: LineBody = {
    name: entry.name,
    phone: entry.phone,
    site: [...sites.values()].join('、') || null,
    person: { entry, sites: [...sites.values()] },
  };
  if (match.outcome === 'changed') return { ...body, changes: match.changes.map(changeOf) };
  if (match.outcome === 'to_decide')
    return { ...body, reason: match.why, candidates: [candidateOf(match.existing)] };
  return body;
}

const changeOf = ({ field, from, to }: Change): Change => ({ field, from, to });

const candidateOf = (existing: {
  id: string;
  name: string;
  phone: string | null;
  sites: readonly string[];
}): Candidate => ({
  worker: existing.id,
  line: null,
  name: existing.name,
  phone: existing.phone,
  site: existing.sites.join('、') || null,
});

/** A row in doubt about an earlier row of its file; settled when the ledger knows it by phone and name. */
async function* doubtDrafts(
  ambiguous: readonly Ambiguous[],
  ledger: Ledger,
  signal: AbortSignal,
): AsyncGenerator<Draft> {
  const persons = ambiguous.map(({ entry }) => personOf(entry));
  let at = 0;
  for await (const match of compareWithLedger(persons, ledger, signal)) {
    const one = ambiguous[at++]!;
    if (match.outcome === 'unchanged' || match.outcome === 'changed') yield matchDraft(match);
    else {
      const known = match.outcome === 'to_decide' ? [candidateOf(match.existing)] : [];
      yield {
        outcome: 'to_decide',
        place: one,
        name: one.name,
        body: (lineOf) => ({
          ...bodyOf({ outcome: 'new', person: match.person }),
          reason: one.why,
          candidates: [
            {
              worker: null,
              line: lineOf(one.first, one.firstName),
              name: one.firstName,
              phone: one.firstPhone,
              site: null,
            },
            ...known.filter(({ name, phone }) => name !== one.firstName || phone !== one.firstPhone),
          ],
        }),
      };
    }
  }
}

/** A person as one line of a file says it. */
export function personOf(entry: Person['entry'], sites: readonly string[] = []): Person {
  const names = sites.length > 0 ? sites : entry.site === null ? [] : [entry.site];
  return {
    entry,
    sites: new Map(names.map((name) => [siteKey(name), name])),
    places: [{ file: entry.file, sheet: entry.sheet, row: entry.row }],
  };
}
