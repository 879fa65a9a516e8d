/** Starts the service worker where there is one (https or 127.0.0.1, not WeChat on iOS), and empties what it kept. */
import { KEPT_ANSWERS } from './what-is-kept.ts';

export function startServiceWorker(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  addEventListener(
    'load',
    () => void navigator.serviceWorker.register('/service-worker.js').catch(() => undefined),
  );
}

/** Forgets the kept answers, so that nobody sees those of the person before. */
export async function forgetAnswers(): Promise<void> {
  if ('caches' in globalThis) await caches.delete(KEPT_ANSWERS).catch(() => false);
}
