/** What the person must know on every page: no network, and what still waits on this phone. */

import { toMend, unsent } from '../drafts/drafts.ts';
import { t } from '../session/language.ts';
import { online } from '../session/network.ts';
import { Icon } from './Icon.tsx';

export function Banners() {
  const waiting = unsent.value.length;
  const mend = toMend.value.length;
  if (online.value && !waiting) return null;
  return (
    <div class="banners" role="status">
      {!online.value && (
        <p class="banner">
          <Icon name="away" size={20} />
          <span>{t().offline}</span>
        </p>
      )}
      {waiting > 0 && (
        <a class="banner banner-unsent" href="/report">
          <Icon name="clock" size={20} />
          <span>{mend === waiting ? t().toMend(mend) : t().unsent(waiting)}</span>
        </a>
      )}
    </div>
  );
}
