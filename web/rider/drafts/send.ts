/** Sends what waits, one after the other, oldest first. Runs in the page and in the service worker alike. */
import type { ReportFiled } from '../../../server/governance/reports/contract.ts';
import { type Answer, client } from '../../shared/api.ts';
import { type Draft, formOf } from './draft.ts';
import { claimed, isDue, LEASE, settled } from './outcome.ts';
import type { DraftStore } from './store.ts';

interface FilingRoutes {
  'POST /api/v1/reports': { body: FormData; answer: ReportFiled };
}

const ask = client<FilingRoutes>();

/** Sends one draft under its key. */
export const file = (draft: Draft): Promise<Answer<ReportFiled>> =>
  ask('POST /api/v1/reports', { body: formOf(draft), key: draft.key });

/**
 * Sends every draft that is due and answers those that changed. A draft is claimed in the store before it is sent, so
 * that page and service worker don't send it at the same time; even if they did, the key makes it one report.
 */
export async function sendWaiting(
  store: DraftStore,
  send: (draft: Draft) => Promise<Answer<ReportFiled>> = file,
  now: () => number = Date.now,
): Promise<Draft[]> {
  const who = await store.who();
  if (who === null || navigator.onLine === false) return [];
  const changed: Draft[] = [];
  const waiting = (await store.all()).filter((draft) => isDue(draft, who, now()));
  for (const { id } of waiting.sort((one, other) => one.createdAt - other.createdAt)) {
    const mine = await store.change(id, (draft) =>
      isDue(draft, who, now()) ? claimed(draft, who, now()) : null,
    );
    if (!mine) continue;
    const answer = await whileClaimed(store, mine, who, now, send);
    const after = await store.change(id, (draft) => settled(draft, answer, now()));
    if (after) changed.push(after);
    if (!answer.ok && answer.code === 'offline') break;
  }
  return changed;
}

/** Sends, and renews the claim meanwhile: a photo over a weak network takes minutes. */
async function whileClaimed(
  store: DraftStore,
  draft: Draft,
  who: string,
  now: () => number,
  send: (draft: Draft) => Promise<Answer<ReportFiled>>,
): Promise<Answer<ReportFiled>> {
  const renewing = setInterval(() => {
    void store.change(draft.id, (kept) => (kept.sendingUntil > 0 ? claimed(kept, who, now()) : null));
  }, LEASE / 3);
  try {
    return await send(draft);
  } finally {
    clearInterval(renewing);
  }
}
