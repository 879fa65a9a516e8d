/** Changes that a roster makes to people of the ledger, by the thousand, each kept as it was for an undo. */
import { sql } from 'kysely';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import type { Cipher } from '../../kernel/privacy/cipher.ts';
import { type ComparedField, comparedFields, type FieldChange } from './comparison.ts';
import type { ChangeLog } from './import-changes.ts';
import type { KnownWorker } from './ledger-persons.ts';
import { attachSites, prolong, reassign } from './worker-rows.ts';
import { type NewAssignment, updateWorker } from './workers.ts';

/** What is written to one person. */
export interface PersonChange {
  readonly existing: KnownWorker;
  readonly fields: Partial<Record<ComparedField, string>>;
  /** ids of sites that are new in the person's history */
  readonly sites: readonly string[];
  /** a main site for who has none, and where one belongs through it */
  readonly main: { readonly site: string; readonly to: NewAssignment } | null;
  readonly name?: string;
  /** null: the number is somebody else's now */
  readonly phone?: string | null;
}

/** How a worker's row was before an import. */
export type WorkerBefore =
  | { readonly kind: 'seen'; readonly listedUntil: string }
  | {
      readonly kind: 'changed';
      readonly name: string;
      readonly phone: string | null;
      readonly fields: Record<ComparedField, string | null>;
      readonly mainSite: string | null;
      readonly listedUntil: string | null;
      readonly updatedAt: string;
    };

function rowBefore(existing: KnownWorker): WorkerBefore {
  const { name, phone, mainSite, listedUntil, updatedAt } = existing;
  const fields = Object.fromEntries(comparedFields.map((field) => [field, existing[field]]));
  return {
    kind: 'changed',
    name,
    phone,
    fields: fields as Record<ComparedField, string | null>,
    mainSite,
    listedUntil,
    updatedAt,
  };
}

/** The fields among the changes of a comparison. */
export function fieldsOf(changes: readonly FieldChange[]): PersonChange['fields'] {
  const fields: Partial<Record<ComparedField, string>> = {};
  for (const change of changes) if (change.field !== 'site') fields[change.field] = change.to;
  return fields;
}

/** Whether there is anything to write. */
export const changesNothing = ({ fields, sites, main, name, phone }: PersonChange): boolean =>
  Object.keys(fields).length === 0 &&
  sites.length === 0 &&
  !main &&
  name === undefined &&
  phone === undefined;

/** Writes the changes; an assignment that staff set by hand stays. */
export async function changePersons(
  tx: Transaction,
  cipher: Cipher,
  actor: Actor,
  importId: string,
  log: ChangeLog,
  changes: readonly PersonChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const { street } = actor;
  await log.keep(
    changes.map(({ existing }) => ({ changed: 'worker', id: existing.id, before: rowBefore(existing) })),
  );
  const rows = changes.map(({ existing, fields, main }) => ({
    id: existing.id,
    ...fields,
    mainSite: main?.site ?? null,
  }));
  await sql`
    update workers w set gender = coalesce(given.gender, w.gender), vehicle = coalesce(given.vehicle, w.vehicle),
      platform = coalesce(given.platform, w.platform), start_date = coalesce(given."startDate", w.start_date),
      staff_number = coalesce(given."staffNumber", w.staff_number), short_number = coalesce(given."shortNumber", w.short_number),
      note = coalesce(given.note, w.note), main_site = coalesce(given."mainSite", w.main_site), updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id uuid, gender text, vehicle text, platform text,
      "startDate" text, "staffNumber" text, "shortNumber" text, note text, "mainSite" uuid)
    where w.street = ${street} and w.id = given.id`.execute(tx);
  for (const { existing, name, phone } of changes) {
    if (name === undefined && phone === undefined) continue;
    await updateWorker(tx, cipher, street, existing.id, { name, phone });
  }
  const links = changes.flatMap(({ existing, sites }) =>
    sites.map((site) => ({ worker: existing.id, site })),
  );
  await attachSites(tx, street, importId, links);
  await log.keep(
    links.map(({ worker, site }) => ({ changed: 'worker_site', id: `${worker}/${site}`, before: null })),
  );
  const moves = changes.flatMap(({ existing, main }) =>
    main && existing.assignedBy !== 'staff' ? [{ worker: existing.id, to: main.to }] : [],
  );
  const begun = await reassign(tx, actor, moves);
  await log.keep(begun.map(({ id, before }) => ({ changed: 'assignment', id, before })));
  await prolong(
    tx,
    street,
    changes.map(({ existing }) => existing.id),
  );
}

/** People whom the roster shows as they are: nothing changes but how long they stay listed. */
export async function seePersons(
  tx: Transaction,
  street: string,
  log: ChangeLog,
  seen: readonly KnownWorker[],
): Promise<void> {
  const listed = seen.flatMap(({ id, state, listedUntil }) =>
    state === 'listed' && listedUntil ? [{ id, listedUntil }] : [],
  );
  await log.keep(
    listed.map(({ id, listedUntil }) => ({
      changed: 'worker',
      id,
      before: { kind: 'seen', listedUntil } satisfies WorkerBefore,
    })),
  );
  await prolong(
    tx,
    street,
    listed.map(({ id }) => id),
  );
}
