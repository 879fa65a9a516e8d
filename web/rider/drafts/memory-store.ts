/** The same store without a disk: for browsers that keep nothing, where a draft lives as long as the page. */
import type { Draft } from './draft.ts';
import type { DraftStore } from './store.ts';

export function memoryDrafts(): DraftStore {
  const drafts = new Map<string, Draft>();
  let here: string | null = null;
  return {
    all: async () => [...drafts.values()],
    get: async (id) => drafts.get(id),
    put: async (draft) => void drafts.set(draft.id, draft),
    remove: async (id) => void drafts.delete(id),
    async change(id, change) {
      const found = drafts.get(id);
      const written = found ? change(found) : null;
      if (written) drafts.set(id, written);
      return written;
    },
    who: async () => here,
    async setWho(worker) {
      here = worker;
    },
  };
}
