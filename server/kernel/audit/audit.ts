/**
 * The trace that a change, or a look at a person's unmasked data, leaves (architecture.md, “Data rules”). Masked lists,
 * exports of figures and one's own data are not looks.
 */
import type { Actor, Transaction } from '../database/database.ts';
import { newId } from '../database/id.ts';

export interface Trace {
  /** what was done, e.g. `worker.opened`, `report.accept` */
  action: string;
  subjectKind?: string;
  subject?: string;
  /** why the person said they looked */
  purpose?: string;
  /** never personal data */
  detail?: Record<string, unknown>;
  /** workers whose unmasked data was shown */
  persons?: readonly string[];
  request?: string;
}

/** Writes a trace inside the open transaction, so that nothing happens without it. */
export async function trace(tx: Transaction, actor: Actor, entry: Trace): Promise<void> {
  const id = newId();
  await tx
    .insertInto('audit')
    .values({
      street: actor.street,
      id,
      actor_kind: actor.kind,
      actor: actor.id,
      action: entry.action,
      subject_kind: entry.subjectKind ?? null,
      subject: entry.subject ?? null,
      purpose: entry.purpose ?? null,
      request: entry.request ?? null,
      detail: entry.detail ? JSON.stringify(entry.detail) : null,
    })
    .execute();
  if (!entry.persons?.length) return;
  await tx
    .insertInto('audit_persons')
    .values(entry.persons.map((worker) => ({ street: actor.street, worker, audit: id })))
    .execute();
}
