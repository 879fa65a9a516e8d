/**
 * Undoes a confirmed import as a whole within 7 days. What somebody else has changed since, people who registered
 * meanwhile, and sites that are used elsewhere are kept and counted.
 */
import { sql } from 'kysely';
import { trace } from '../../kernel/audit/audit.ts';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { currentAreas } from '../../kernel/divisions/areas.ts';
import type { Said } from '../../kernel/http/contract.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { movePeople, placing } from './affected.ts';
import { fail } from './failures.ts';
import { importById, moveImport, undoDays } from './import-record.ts';
import { lockImports } from './import-writing.ts';
import { planByIndex } from './ledger-persons.ts';
import { undoAreas } from './undo-areas.ts';
import { undoRoster } from './undo-roster.ts';
import { undoSites } from './undo-sites.ts';

/** What an undo had to keep. */
export interface Kept {
  people: number;
  sites: number;
  areas: number;
}

/** Undoes the import inside the open transaction. Throws `undo_over`. */
export async function undoImport(kernel: Kernel, tx: Transaction, actor: Actor, id: string): Promise<void> {
  const { street } = actor;
  await lockImports(tx, street);
  await planByIndex(tx);
  const record = await importById(tx, street, id);
  const oldest = Date.now() - undoDays * 24 * 3600_000;
  if (record.state !== 'confirmed' || !record.confirmedAt || record.confirmedAt.getTime() < oldest)
    throw fail('undo_over');
  const kept: Kept = { people: 0, sites: 0, areas: 0 };
  if (record.kind === 'areas') kept.areas = await undoAreas(kernel, tx, actor, id);
  else {
    if (record.kind === 'roster') kept.people = await undoRoster(kernel, tx, actor, id);
    const { kept: sites, restored } = await undoSites(kernel, tx, street, id);
    kept.sites = sites;
    const areas = await currentAreas(tx, street);
    await movePeople(
      tx,
      actor,
      restored.map((site) => placing(site, areas)),
      null,
    );
  }
  const summary = { ...record.summary, warnings: keptSaid(kept) };
  if (!(await moveImport(tx, street, id, ['confirmed'], 'undone', { summary }))) throw fail('undo_over');
  await sql`delete from import_changes where street = ${street} and import = ${id}`.execute(tx);
  await trace(tx, actor, {
    action: 'import.undone',
    subjectKind: 'import',
    subject: id,
    detail: { kind: record.kind, kept },
  });
}

function keptSaid({ people, sites, areas }: Kept): Said[] {
  const said: Said[] = [];
  if (people > 0)
    said.push({
      zh: `${people} 人之后报到过、被别的名册确认过或被人改过，保留现状。`,
      en: `${people} people registered, were confirmed by another list or were changed since: kept as they are.`,
    });
  if (sites > 0)
    said.push({
      zh: `${sites} 个站点还有人在用或之后改过，保留现状。`,
      en: `${sites} sites are in use or were changed since: kept as they are.`,
    });
  if (areas > 0)
    said.push({
      zh: `${areas} 个社区或网格之后又改过边界，保留现状。`,
      en: `${areas} communities or grids got newer boundaries since: kept as they are.`,
    });
  return said;
}
