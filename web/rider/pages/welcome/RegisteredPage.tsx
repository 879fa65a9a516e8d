/** Done: where one belongs, whom to call, and what to do first. */
import type { Registered } from '../../../../server/cohesion/registration/contract.ts';
import { BelongingCard } from '../../parts/BelongingCard.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Page } from '../../parts/Page.tsx';
import { t } from '../../session/language.ts';

export const RegisteredPage = ({ registered }: { registered: Registered }) => (
  <Page
    title={t().welcome.title}
    foot={
      <>
        <a class="button" href="/report">
          <Icon name="camera" />
          {t().welcome.nextReport}
        </a>
        <a class="button button-plain" href="/">
          {t().welcome.nextHome}
        </a>
      </>
    }
  >
    <div class="done" role="status">
      <span class="done-mark">
        <Icon name="check" size={40} />
      </span>
      <p class="done-title">{t().welcome.done}</p>
      {registered.points > 0 && <p class="done-points">{t().welcome.donePoints(registered.points)}</p>}
      {registered.attached && <p class="quiet">{t().welcome.attached}</p>}
    </div>
    <BelongingCard belonging={registered.belonging} />
  </Page>
);
