/** No network: what still works. */
import { useSyncExternalStore } from 'react';
import { useSpeech } from '../app/language.tsx';

const subscribe = (changed: () => void) => {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
};

export function OfflineBar() {
  const { t } = useSpeech();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status" className={online ? '' : 'offline-bar'}>
      {!online && t.states.offline}
    </div>
  );
}
