/** Me: my card, my grid, my roles, what is done with my data, and the settings of this phone. */
import { Cell, Cells } from '../../parts/cells.tsx';
import { Page } from '../../parts/Page.tsx';
import { Shown } from '../../parts/states.tsx';
import { say, t } from '../../session/language.ts';
import { useOwnCard } from './own-card.ts';
import { Settings } from './Settings.tsx';

export default function Me() {
  const asking = useOwnCard();
  return (
    <Page title={t().me.title}>
      <Shown asking={asking}>
        {(mine) => {
          const { community, grid } = mine.belonging;
          return (
            <>
              <a class="card me-card" href="/me/card">
                <span class="me-initial" aria-hidden="true">
                  {mine.name.slice(0, 1)}
                </span>
                <span>
                  <strong class="card-title">{mine.name}</strong>
                  <span class="quiet">{mine.phoneMasked}</span>
                  <span class="quiet">{mine.site?.name ?? t().me.noSite}</span>
                </span>
              </a>
              <Cells title={t().me.person}>
                <Cell
                  icon="cohesion"
                  label={t().me.grid}
                  detail={
                    community ? [community.name, grid?.name].filter(Boolean).join(' · ') : t().me.noGrid
                  }
                  href="/me/grid"
                />
                <Cell
                  icon="governance"
                  label={t().me.roles}
                  detail={mine.roles.map(({ name }) => say(name)).join('、') || t().me.rolesNone}
                  href="/me/roles"
                />
              </Cells>
              <Cells title={t().me.rights}>
                <Cell icon="eye" label={t().me.looks} href="/me/looks" />
                <Cell icon="shield" label={t().me.consents} href="/me/consents" />
              </Cells>
            </>
          );
        }}
      </Shown>
      <Settings />
    </Page>
  );
}
