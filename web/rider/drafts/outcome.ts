/** What an answer of the server means for a draft. Pure: the table of what is kept, retried, mended and done. */
import type { ReportFiled } from '../../../server/governance/reports/contract.ts';
import type { Answer } from '../../shared/api.ts';
import type { Draft } from './draft.ts';

const SECOND = 1000;
/** A sender renews its claim while it sends; one that died leaves the draft to the next one after this. */
export const LEASE = 15 * SECOND;
const LONGEST_PAUSE = 15 * 60 * SECOND;

/** Pause before the next try: 5 s, 10 s, 20 s, … at most 15 minutes. */
export const pause = (attempts: number): number =>
  Math.min(LONGEST_PAUSE, 5 * SECOND * 2 ** Math.min(attempts, 12));

/** May `who` send it now? Never in another's name, never two at once, never before its time. */
export const isDue = (draft: Draft, who: string | null, now: number): boolean =>
  draft.state === 'waiting' &&
  who !== null &&
  (draft.owner === null || draft.owner === who) &&
  draft.sendingUntil <= now &&
  draft.notBefore <= now;

/** The draft with the sender's claim on it. */
export const claimed = (draft: Draft, who: string, now: number): Draft => ({
  ...draft,
  owner: draft.owner ?? who,
  sendingUntil: now + LEASE,
});

/** The draft after the answer. Nothing but a filed report ever lets go of fields and photos. */
export function settled(draft: Draft, answer: Answer<ReportFiled>, now: number): Draft {
  const free: Draft = { ...draft, sendingUntil: 0, changedAt: now };
  if (answer.ok) {
    const { id, number, next } = answer.value;
    return { ...free, state: 'sent', filed: { id, number, next }, photos: [], refused: null };
  }
  const again = (wait: number): Draft => ({
    ...free,
    attempts: draft.attempts + 1,
    notBefore: now + wait,
  });
  // No answer: not known whether it arrived; the same key makes the retry harmless.
  if (answer.status === 0) return answer.code === 'offline' ? free : again(pause(draft.attempts));
  // Neither 401 nor 429 consumes the key.
  if (answer.status === 401) return { ...free, state: 'signed_out' };
  const told = answer.retryAfter === null ? pause(draft.attempts) : answer.retryAfter * SECOND;
  if (answer.status === 429 || answer.status === 408 || answer.status >= 500) return again(told);
  // An earlier try is still running.
  if (answer.status === 409 && answer.retryAfter !== null) return again(told);
  return {
    ...free,
    state: 'refused',
    refused: { code: answer.code, said: answer.said, fields: answer.fields },
  };
}

/** What the person signed in to, or mended: it goes on with the same key. */
export const resumed = (draft: Draft, now: number): Draft => ({
  ...draft,
  state: 'waiting',
  notBefore: 0,
  sendingUntil: 0,
  refused: null,
  changedAt: now,
});

/** After `key_reused`: the server has another report under this key, so this one gets its own. Nothing else changes. */
export const asAnother = (draft: Draft, key: string, now: number): Draft => resumed({ ...draft, key }, now);
