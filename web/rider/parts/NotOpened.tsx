/** A page's own file did not come (no network, or a new version is out), or a page broke. */
import { t } from '../session/language.ts';
import { Page } from './Page.tsx';

export default function NotOpened() {
  return (
    <Page title={t().failing.notLoaded} back="/">
      <div class="state" role="alert">
        <p>{t().failing.page}</p>
        <button type="button" class="button" onClick={() => location.reload()}>
          {t().retry}
        </button>
      </div>
    </Page>
  );
}
