/** The service worker: the app's shell without network, the last known answers that a promise needs, waiting reports. */
import { sendWaiting } from '../drafts/send.ts';
import { openDrafts } from '../drafts/store.ts';
import { KEPT_ANSWERS, keepsAnswer, opensShell } from './what-is-kept.ts';

declare const self: ServiceWorkerGlobalScope;
declare const SHELL_FILES: string[];
declare const SHELL_VERSION: string;

const SHELL = `shell-${SHELL_VERSION}`;
/** A page waits this long for the network before the kept shell opens. */
const PATIENCE = 3000;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then((cache) => cache.addAll(SHELL_FILES))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name !== SHELL && name !== KEPT_ANSWERS).map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (opensShell(url.pathname)) event.respondWith(shellOf(request));
  } else if (url.pathname.startsWith('/assets/')) event.respondWith(hashedFile(request));
  else if (keepsAnswer(url.pathname)) event.respondWith(freshOrKept(request));
});

self.addEventListener('sync', (event) => {
  if (event.tag === 'reports') event.waitUntil(sendInBackground());
});

async function shellOf(request: Request): Promise<Response> {
  try {
    const fresh = await fetch(request, { signal: stopAfter(PATIENCE) });
    if (fresh.ok) return fresh;
  } catch {
    // No network, or too slow.
  }
  return (await caches.match('/', { cacheName: SHELL })) ?? Response.error();
}

/** Files with a hash in their name never change. */
async function hashedFile(request: Request): Promise<Response> {
  const found = await caches.match(request);
  if (found) return found;
  const fresh = await fetch(request);
  if (fresh.ok) await (await caches.open(SHELL)).put(request, fresh.clone());
  return fresh;
}

/** The server's answer, else the last one with the time at which it was kept. */
async function freshOrKept(request: Request): Promise<Response> {
  const kept = await caches.open(KEPT_ANSWERS);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await kept.put(request, withTime(fresh.clone()));
    return fresh;
  } catch (unreachable) {
    const last = await kept.match(request);
    if (last) return last;
    throw unreachable;
  }
}

function withTime(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('x-kept-at', new Date().toISOString());
  return new Response(response.body, { status: response.status, headers });
}

async function sendInBackground(): Promise<void> {
  const changed = await sendWaiting(await openDrafts());
  for (const page of await self.clients.matchAll()) page.postMessage('drafts-changed');
  // Background Sync tries again when this fails.
  if (changed.some(({ state }) => state === 'waiting')) throw new Error('not sent yet');
}

function stopAfter(milliseconds: number): AbortSignal {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), milliseconds);
  return stop.signal;
}
