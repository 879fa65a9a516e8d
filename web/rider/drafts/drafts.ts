/** The page's view of the drafts: a signal of all of them, and the moments at which waiting ones are sent. */
import { computed, signal } from '@preact/signals';
import { newKey } from '../../shared/key.ts';
import { online } from '../session/network.ts';
import { worker } from '../session/session.ts';
import { type Draft, isBlank, isShownTo, isUnsent, newDraft } from './draft.ts';
import { memoryDrafts } from './memory-store.ts';
import { asAnother, resumed } from './outcome.ts';
import { sendWaiting } from './send.ts';
import { type DraftStore, openDrafts } from './store.ts';

const DAY = 86_400_000;

const stored = signal<Draft[]>([]);
/** The drafts that whoever is signed in may see, newest first. */
export const drafts = computed(() => stored.value.filter((draft) => isShownTo(draft, worker.value)));
export const unsent = computed(() => drafts.value.filter(isUnsent));
export const toMend = computed(() => drafts.value.filter(({ state }) => state === 'refused'));
/** How many were filed from here lately: lists of reports load again when it changes. */
export const sentCount = computed(() => drafts.value.filter(({ state }) => state === 'sent').length);
/** False where the browser keeps nothing: the page then says so. */
export const keepsDrafts = signal(true);

let opened: Promise<DraftStore> | undefined;
const store = (): Promise<DraftStore> => {
  opened ??= openDrafts().catch(() => {
    keepsDrafts.value = false;
    return memoryDrafts();
  });
  return opened;
};

/** Reads all drafts again; those filed more than three days ago are forgotten. */
export async function readDrafts(): Promise<void> {
  const here = await store();
  const all = await here.all();
  const old = all.filter(({ state, changedAt }) => state === 'sent' && Date.now() - changedAt > 3 * DAY);
  for (const { id } of old) await here.remove(id);
  stored.value = all
    .filter((draft) => !old.includes(draft))
    .sort((one, other) => other.createdAt - one.createdAt);
}

export const startDraft = (): Draft => newDraft(newKey(), worker.value, Date.now());

/** Keeps what is being filled in; a blank one is not kept. */
export async function keepDraft(draft: Draft): Promise<void> {
  if (isBlank(draft)) return;
  await (await store()).put({ ...draft, changedAt: Date.now() });
  await readDrafts();
}

export async function dropDraft(id: string): Promise<void> {
  await (await store()).remove(id);
  await readDrafts();
}

/** Hands a finished draft to the queue and tries to send it at once. Answers how it stands then. */
export async function queueDraft(draft: Draft): Promise<Draft> {
  const here = await store();
  await here.put(resumed({ ...draft, owner: draft.owner ?? worker.value }, Date.now()));
  void navigator.storage?.persist?.().catch(() => false);
  await askForBackgroundSync();
  // A run that is under way has read its list before.
  await running;
  await sendNow(true);
  return (await here.get(draft.id)) ?? draft;
}

/** After `key_reused`: sends it as a report of its own. */
export async function queueAsAnother(id: string): Promise<void> {
  await (await store()).change(id, (draft) => asAnother(draft, newKey(), Date.now()));
  await sendNow();
}

/** Those that waited for a sign-in go on. */
async function resumeSignedOut(): Promise<void> {
  const here = await store();
  for (const { id } of await here.all())
    await here.change(id, (draft) => (draft.state === 'signed_out' ? resumed(draft, Date.now()) : null));
}

async function shortenPauses(here: DraftStore): Promise<void> {
  for (const { id } of await here.all())
    await here.change(id, (draft) =>
      draft.state === 'waiting' && draft.notBefore ? { ...draft, notBefore: 0 } : null,
    );
}

let running: Promise<void> | undefined;
let alarm: ReturnType<typeof setTimeout> | undefined;

/** Sends what waits now; two calls share one run. `hurry`: the person asked, so pauses are cut short. */
export function sendNow(hurry = false): Promise<void> {
  running ??= (async () => {
    const here = await store();
    await here.setWho(worker.value);
    if (hurry) await shortenPauses(here);
    await sendWaiting(here);
    await readDrafts();
    ringAgain();
  })().finally(() => {
    running = undefined;
  });
  return running;
}

/** While the page is open, a draft that has to pause is tried again when its pause is over. */
function ringAgain(): void {
  clearTimeout(alarm);
  const due = drafts.value
    .filter(({ state }) => state === 'waiting')
    .map(({ notBefore, sendingUntil }) => Math.max(notBefore, sendingUntil));
  if (due.length && online.value)
    alarm = setTimeout(() => void sendNow(), Math.max(1000, Math.min(...due) - Date.now()));
}

/** Background Sync, where there is one: the service worker sends even after the page is closed. */
async function askForBackgroundSync(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    await registration?.sync?.register('reports');
  } catch {
    // Not allowed here: the page sends when it is next open.
  }
}

/** Starts the watch: sends on opening, on coming back, when the network returns and after a sign-in. */
export function watchDrafts(): void {
  addEventListener('online', () => void sendNow(true));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void sendNow();
  });
  navigator.serviceWorker?.addEventListener('message', ({ data }) => {
    if (data === 'drafts-changed') void readDrafts();
  });
  worker.subscribe((id) => {
    void (async () => {
      if (id) await resumeSignedOut();
      await sendNow();
    })();
  });
}
