/**
 * The server was upgraded while a page was open: the parts that it would load next are gone. Loading it afresh
 * brings the new ones; not more than once a minute, so that a page that is broken does not spin.
 */
const KEY = 'nuanxin.reloaded';

export function reloadWhenRenewed(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0);
    if (Date.now() - last < 60_000) return;
    sessionStorage.setItem(KEY, String(Date.now()));
    event.preventDefault();
    window.location.reload();
  });
}
