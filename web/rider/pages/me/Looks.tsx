/** 谁看过我的信息: every look of a member of staff at one's details. */
import type { Looks as LooksPage } from '../../../../server/cohesion/registration/contract.ts';
import { ask } from '../../api.ts';
import { Cell } from '../../parts/cells.tsx';
import { Page } from '../../parts/Page.tsx';
import { PagedList } from '../../parts/PagedList.tsx';
import { Empty } from '../../parts/states.tsx';
import { say, t, when } from '../../session/language.ts';
import { usePages } from '../../session/pages.ts';

type Look = LooksPage['looks'][number];

export default function Looks() {
  const pages = usePages(
    (after) => ask('GET /api/v1/worker/looks', { query: { after } }),
    ({ looks }): Look[] => looks,
  );
  return (
    <Page title={t().me.looks} back="/me">
      <p class="quiet">{t().me.looksIs}</p>
      <PagedList pages={pages} empty={<Empty icon="eye" title={t().me.looksNone} />}>
        {({ at, by, title, what, purpose }) => (
          <Cell
            key={`${at} ${by}`}
            icon="eye"
            label={[by, title].filter(Boolean).join(' · ')}
            detail={
              <>
                {say(what)}
                {purpose && <span class="cell-line">{t().me.looksFor(purpose)}</span>}
                <span class="cell-time">{when(at)}</span>
              </>
            }
          />
        )}
      </PagedList>
    </Page>
  );
}
