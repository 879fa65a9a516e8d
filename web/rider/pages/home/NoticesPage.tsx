/** All messages, newest first. */
import { ask } from '../../api.ts';
import { type Notice, NoticeCell } from '../../parts/NoticeCell.tsx';
import { Page } from '../../parts/Page.tsx';
import { PagedList } from '../../parts/PagedList.tsx';
import { Empty } from '../../parts/states.tsx';
import { t } from '../../session/language.ts';
import { usePages } from '../../session/pages.ts';

export default function NoticesPage() {
  const pages = usePages(
    (after) => ask('GET /api/v1/worker/notices', { query: { after } }),
    ({ notices }): Notice[] => notices,
  );
  return (
    <Page title={t().home.notices} back="/">
      <PagedList pages={pages} empty={<Empty icon="bell" title={t().home.noNotices} />}>
        {(notice) => <NoticeCell key={notice.id} notice={notice} />}
      </PagedList>
    </Page>
  );
}
