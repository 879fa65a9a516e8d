/** Where drafts live: IndexedDB, which both the page and the service worker see. */
import type { Draft } from './draft.ts';

export interface DraftStore {
  all(): Promise<Draft[]>;
  get(id: string): Promise<Draft | undefined>;
  put(draft: Draft): Promise<void>;
  remove(id: string): Promise<void>;
  /**
   * Reads and writes one draft in one transaction: `change` gives the new draft, or null to leave it alone.
   * Answers what was written.
   */
  change(id: string, change: (draft: Draft) => Draft | null): Promise<Draft | null>;
  /** Who is signed in on this phone; the service worker sends only that person's drafts. */
  who(): Promise<string | null>;
  setWho(worker: string | null): Promise<void>;
}

const settle = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
const finished = (transaction: IDBTransaction): Promise<void> =>
  new Promise((done, failed) => {
    transaction.oncomplete = () => done();
    transaction.onerror = () => failed(transaction.error);
    transaction.onabort = () => failed(transaction.error);
  });

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('nuanxin', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('drafts', { keyPath: 'id' });
    request.result.createObjectStore('phone');
  };
  return settle(request);
}

/** Opens the phone's store. Rejects where IndexedDB is switched off (private mode of some browsers). */
export async function openDrafts(): Promise<DraftStore> {
  const database = await open();
  const read = (name: string) => database.transaction(name).objectStore(name);
  const write = async (name: string, work: (store: IDBObjectStore) => void) => {
    const transaction = database.transaction(name, 'readwrite');
    const done = finished(transaction);
    work(transaction.objectStore(name));
    await done;
  };
  return {
    all: () => settle<Draft[]>(read('drafts').getAll()),
    get: (id) => settle<Draft | undefined>(read('drafts').get(id)),
    put: (draft) => write('drafts', (store) => store.put(draft)),
    remove: (id) => write('drafts', (store) => store.delete(id)),
    async change(id, change) {
      let written: Draft | null = null;
      await write('drafts', (store) => {
        const found = store.get(id);
        found.onsuccess = () => {
          written = found.result ? change(found.result) : null;
          if (written) store.put(written);
        };
      });
      return written;
    },
    who: async () => (await settle<string | undefined>(read('phone').get('who'))) ?? null,
    setWho: (worker) => write('phone', (store) => store.put(worker, 'who')),
  };
}
