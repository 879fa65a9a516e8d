// The console as a member of staff sees it: a page that is signed in already.
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Caller } from './api.ts';

type Open = (url: string, options?: BrowserContextOptions) => Promise<Page>;

/** Opens `path` of the console at `url` with the caller's cookie; `open` is `openDesk` or `openPhone`. */
export function openAs(caller: Caller, url: string, path: string, open: Open): Promise<Page> {
  const [name = '', value = ''] = caller.cookie.split('=');
  const cookie = { name, value, domain: new URL(url).hostname, path: '/', expires: -1, httpOnly: true };
  return open(`${url}/console${path}`, {
    storageState: { cookies: [{ ...cookie, secure: false, sameSite: 'Lax' }], origins: [] },
  });
}
