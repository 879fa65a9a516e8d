/** Confirms a roster: every line is compared with the ledger as it is now, then written, a thousand people at a time. */
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { newId } from '../../kernel/database/id.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { changesOf, compareWithLedger } from './comparison.ts';
import { type ChangeLog, changeLog } from './import-changes.ts';
import { eachBatch, type KeptLine, rewriteLine } from './import-lines.ts';
import { type KnownWorker, ledgerIn, workersById } from './ledger-persons.ts';
import type { Person } from './matching.ts';
import { type RosterSites, rosterSites } from './named-sites.ts';
import { bodyOf, personOf } from './roster-lines.ts';
import { changePersons, changesNothing, fieldsOf, type PersonChange, seePersons } from './worker-changes.ts';
import { attachSites, insertListed, type ListedWorker } from './worker-rows.ts';

interface Writing {
  readonly kernel: Kernel;
  readonly tx: Transaction;
  readonly actor: Actor;
  readonly importId: string;
  readonly log: ChangeLog;
  readonly sites: RosterSites;
  /** worker that a line became, for doubtful lines that refer to it */
  readonly workers: Map<number, string>;
}

/** Writes all lines that are clear or decided; who is in doubt now is left out and stays listed. */
export async function writeRoster(
  kernel: Kernel,
  tx: Transaction,
  actor: Actor,
  importId: string,
  onProgress: (rows: number) => void,
): Promise<void> {
  const { cipher } = kernel;
  const { street } = actor;
  const log = changeLog(tx, cipher, street, importId);
  const sites = await rosterSites(tx, cipher, street, importId, log);
  const writing: Writing = { kernel, tx, actor, importId, log, sites, workers: new Map() };
  let rows = 0;
  const clear = { outcomes: ['new', 'changed', 'unchanged'] } as const;
  for await (const lines of eachBatch(tx, cipher, street, importId, clear)) {
    await writeClear(writing, lines);
    rows += lines.length;
    onProgress(rows);
  }
  const decided = { outcomes: ['to_decide'], decided: true } as const;
  for await (const lines of eachBatch(tx, cipher, street, importId, decided)) {
    for (const line of lines) await writeDecided(writing, line);
    rows += lines.length;
    onProgress(rows);
  }
}

async function writeClear(writing: Writing, lines: readonly KeptLine[]): Promise<void> {
  const { kernel, tx, actor, importId, sites, log, workers } = writing;
  const persons = lines.map(personOfLine);
  await sites.make(persons.flatMap((person) => [...person.sites.values()]));
  const ledger = ledgerIn(tx, kernel.cipher, actor.street);
  const fresh: Fresh[] = [];
  const changes: PersonChange[] = [];
  const seen: KnownWorker[] = [];
  let at = 0;
  for await (const match of compareWithLedger(persons, ledger)) {
    const line = lines[at++]!;
    if (match.outcome !== line.outcome)
      await rewriteLine(tx, kernel.cipher, actor.street, importId, {
        line: line.line,
        outcome: match.outcome,
        body: bodyOf(match),
      });
    if (match.outcome === 'to_decide') continue;
    if (match.outcome === 'new') {
      const one = freshOf(sites, match.person, match.person.entry.phone);
      fresh.push(one);
      workers.set(line.line, one.worker.id);
      continue;
    }
    const existing = ledger.found(match.existing.id);
    workers.set(line.line, existing.id);
    if (match.outcome === 'unchanged') seen.push(existing);
    else changes.push(changeOf(sites, match.person, existing));
  }
  await insertFresh(writing, fresh);
  await changePersons(tx, kernel.cipher, actor, importId, log, changes);
  await seePersons(tx, actor.street, log, seen);
}

const personOfLine = ({ body }: KeptLine): Person => {
  if (!body.person) throw new Error('a line to be written holds no person');
  return personOf(body.person.entry, body.person.sites);
};

interface Fresh {
  readonly worker: ListedWorker;
  readonly sites: readonly string[];
}

function freshOf(sites: RosterSites, { entry, sites: named }: Person, phone: string | null): Fresh {
  const ids = [...new Set([...named.values()].map((name) => sites.idOf(name)))];
  const mainSite = ids[0] ?? null;
  const { name, gender, platform, vehicle, startDate, staffNumber, shortNumber, note } = entry;
  return {
    sites: ids,
    worker: {
      id: newId(),
      ...{ name, phone, gender, platform, vehicle, startDate, staffNumber, shortNumber, note, mainSite },
      assignment: sites.assignmentOf(mainSite),
    },
  };
}

async function insertFresh(writing: Writing, fresh: readonly Fresh[]): Promise<void> {
  const { kernel, tx, actor, importId, log } = writing;
  if (fresh.length === 0) return;
  await insertListed(
    tx,
    kernel.cipher,
    actor,
    importId,
    fresh.map(({ worker }) => worker),
  );
  await attachSites(
    tx,
    actor.street,
    importId,
    fresh.flatMap(({ worker, sites }) => sites.map((site) => ({ worker: worker.id, site }))),
  );
  await log.keep(fresh.map(({ worker }) => ({ changed: 'worker', id: worker.id, before: null })));
}

function changeOf(sites: RosterSites, person: Person, existing: KnownWorker): PersonChange {
  const ids = [...new Set([...person.sites.values()].map((name) => sites.idOf(name)))];
  const [first] = ids;
  return {
    existing,
    fields: fieldsOf(changesOf(person, existing)),
    sites: ids.filter((id) => !existing.siteIds.includes(id)),
    main: existing.mainSite === null && first ? { site: first, to: sites.assignmentOf(first) } : null,
  };
}

/** A doubtful line that staff have decided: a new person, or the same as somebody. */
async function writeDecided(writing: Writing, line: KeptLine): Promise<void> {
  const person = personOfLine(line);
  await writing.sites.make(person.sites.values());
  const same = /^same:(\d+)$/.exec(line.decision ?? '');
  if (same) await writeSame(writing, line, person, Number(same[1]));
  else await writeNew(writing, line, person);
}

/** Who holds the number now, if anybody. */
async function holderOf({ kernel, tx, actor }: Writing, phone: string): Promise<KnownWorker | null> {
  const ledger = ledgerIn(tx, kernel.cipher, actor.street);
  const [holder] = await ledger.byPhones([phone]);
  return holder ? ledger.found(holder.id) : null;
}

async function writeNew(writing: Writing, line: KeptLine, person: Person): Promise<void> {
  const { kernel, tx, actor, importId, log, sites } = writing;
  const { phone } = person.entry;
  const holder = await holderOf(writing, phone);
  // The number has changed hands when only an earlier list names its holder: then nothing of it stays with them.
  const gives = holder?.state === 'listed' && ![...writing.workers.values()].includes(holder.id);
  if (holder && gives)
    await changePersons(tx, kernel.cipher, actor, importId, log, [
      { existing: holder, fields: {}, sites: [], main: null, phone: null },
    ]);
  const one = freshOf(sites, person, holder && !gives ? null : phone);
  await insertFresh(writing, [one]);
  writing.workers.set(line.line, one.worker.id);
  await settle(writing, line, 'new');
}

async function writeSame(writing: Writing, line: KeptLine, person: Person, choice: number): Promise<void> {
  const { kernel, tx, actor, importId, log, sites } = writing;
  const candidate = line.body.candidates?.[choice];
  const id = candidate?.worker ?? (candidate?.line ? writing.workers.get(candidate.line) : undefined);
  if (!candidate || !id) return;
  const existing = (await workersById(tx, kernel.cipher, actor.street, [id])).get(id);
  if (!existing) return;
  const change = { ...changeOf(sites, person, existing) };
  // A later list mends name or number of who is only listed; whoever registered has proved their own.
  const mends = candidate.worker !== null && existing.state === 'listed';
  const renamed = mends && existing.name !== person.entry.name ? { name: person.entry.name } : {};
  const free = existing.phone !== person.entry.phone && !(await holderOf(writing, person.entry.phone));
  const renumbered = mends && free ? { phone: person.entry.phone } : {};
  const whole = { ...change, ...renamed, ...renumbered };
  if (changesNothing(whole)) await seePersons(tx, actor.street, log, [existing]);
  else await changePersons(tx, kernel.cipher, actor, importId, log, [whole]);
  writing.workers.set(line.line, existing.id);
  await settle(writing, line, changesNothing(whole) ? 'unchanged' : 'changed');
}

const settle = (
  { kernel, tx, actor, importId }: Writing,
  line: KeptLine,
  outcome: 'new' | 'changed' | 'unchanged',
) => rewriteLine(tx, kernel.cipher, actor.street, importId, { line: line.line, outcome, body: line.body });
