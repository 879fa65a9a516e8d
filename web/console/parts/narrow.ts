/** Whether the page is as narrow as a phone; a grid worker handles reports there. */
import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 760px)');
const subscribe = (changed: () => void) => {
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query.matches);
