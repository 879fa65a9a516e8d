/** My community and grid with the reason, and my roles: the circle of cohesion. */
import { BelongingCard } from '../../parts/BelongingCard.tsx';
import { Cell, Cells } from '../../parts/cells.tsx';
import { Page } from '../../parts/Page.tsx';
import { Shown, Skeleton } from '../../parts/states.tsx';
import { say, t } from '../../session/language.ts';
import { useOwnCard } from './own-card.ts';

export default function BelongingPage() {
  const asking = useOwnCard();
  return (
    <Page title={t().me.grid} back="/me">
      <Shown asking={asking} skeleton={<Skeleton rows={1} tall />}>
        {(mine) => (
          <>
            <BelongingCard belonging={mine.belonging} open />
            <Cells>
              <Cell label={t().me.site} value={mine.site?.name ?? t().me.noSite} />
              <Cell
                label={t().me.roles}
                detail={mine.roles.map(({ name }) => say(name)).join('、') || t().me.rolesNone}
                href="/me/roles"
              />
            </Cells>
          </>
        )}
      </Shown>
    </Page>
  );
}
