/** The latest messages; all of them are one tap away (opening that page marks them read). */
import { Cell } from '../../parts/cells.tsx';
import { t } from '../../session/language.ts';

export const LatestNotices = ({ unread }: { unread: number }) => (
  <section class="section">
    <div class="cells">
      <Cell
        icon="bell"
        href="/notices"
        label={t().home.notices}
        value={unread > 0 ? <span class="mark mark-new">{t().home.unreadCount(unread)}</span> : undefined}
      />
    </div>
  </section>
);
