/** Home: the big report button, what of mine is under way, my community and grid worker, the latest notices. */
import { useEffect } from 'preact/hooks';
import { ask } from '../../api.ts';
import { sentCount } from '../../drafts/drafts.ts';
import { BelongingCard } from '../../parts/BelongingCard.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Page } from '../../parts/Page.tsx';
import { Failing, Skeleton } from '../../parts/states.tsx';
import { useAsked } from '../../session/asked.ts';
import { t } from '../../session/language.ts';
import { card, sawCard } from '../../session/session.ts';
import { Circles } from './Circles.tsx';
import { LatestNotices } from './LatestNotices.tsx';
import { OpenReports } from './OpenReports.tsx';

export function Home() {
  const { asked, again } = useAsked(() => ask('GET /api/v1/worker/me'));
  useEffect(() => {
    if (asked.state === 'ready') sawCard(asked.value);
  }, [asked]);
  const mine = asked.state === 'ready' ? asked.value : card.value;
  return (
    <Page title={mine ? t().home.hello(mine.nickname ?? mine.name) : t().app}>
      <a class="big-report" href="/report">
        <span class="big-report-icon">
          <Icon name="camera" size={36} />
        </span>
        <span>
          <strong>{t().home.bigReport}</strong>
          <span>{t().home.bigReportIs}</span>
        </span>
      </a>
      {(mine || asked.state === 'loading') && <OpenReports key={sentCount.value} />}
      {!mine && asked.state === 'failed' && <Failing failure={asked.failure} again={() => void again()} />}
      {!mine && asked.state === 'loading' && <Skeleton rows={2} tall />}
      {mine && (
        <>
          <LatestNotices unread={mine.unread} />
          <BelongingCard belonging={mine.belonging} />
          <Circles />
        </>
      )}
    </Page>
  );
}
