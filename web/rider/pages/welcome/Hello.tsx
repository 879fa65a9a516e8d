/** Who invites, what one gains, and the one button. */
import { useEffect } from 'preact/hooks';
import type { Welcome } from '../../../../server/cohesion/registration/contract.ts';
import { ask } from '../../api.ts';
import { Icon, type IconName } from '../../parts/Icon.tsx';
import { Page } from '../../parts/Page.tsx';
import { t } from '../../session/language.ts';
import { card, sawCard, worker } from '../../session/session.ts';

const GAIN_ICONS: IconName[] = ['cohesion', 'camera', 'star'];

export function Hello({ welcome, onStart }: { welcome: Welcome; onStart: () => void }) {
  const known = worker.value !== null;
  useEffect(() => {
    // Signed in as it seems: the server knows by which name, or that it is over.
    if (known && !card.value)
      void ask('GET /api/v1/worker/me').then((mine) => {
        if (mine.ok) sawCard(mine.value);
      });
  }, [known]);
  return (
    <Page
      title={t().welcome.title}
      foot={
        known ? (
          <a class="button" href="/">
            {t().failing.toHome}
          </a>
        ) : (
          <button type="button" class="button" onClick={onStart}>
            {t().welcome.start}
          </button>
        )
      }
    >
      <div class="hero">
        <p class="hero-place">{welcome.county}</p>
        <p class="hero-title">
          {known && card.value ? t().welcome.already(card.value.name) : t().welcome.hello(welcome.name)}
        </p>
        {welcome.site && <p class="hero-site">{t().welcome.atSite(welcome.site.name)}</p>}
      </div>
      <ul class="gains">
        {t().welcome.gains.map((gain, at) => (
          <li key={gain}>
            <Icon name={GAIN_ICONS[at] ?? 'check'} />
            <span>{gain}</span>
          </li>
        ))}
      </ul>
      {!known && <p class="hint-line">{t().welcome.keepsPlace}</p>}
    </Page>
  );
}
