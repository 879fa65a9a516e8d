/** The seven roles: which I claim; any number or none. */
import { useState } from 'preact/hooks';
import type { MyCard, Welcome } from '../../../../server/cohesion/registration/contract.ts';
import { ask } from '../../api.ts';
import { Cell, Cells } from '../../parts/cells.tsx';
import { Page } from '../../parts/Page.tsx';
import { RoleChoice } from '../../parts/RoleChoice.tsx';
import { SaveLine, useSaving } from '../../parts/saving.tsx';
import { Shown } from '../../parts/states.tsx';
import { useAsked } from '../../session/asked.ts';
import { say, t } from '../../session/language.ts';
import { street } from '../../session/session.ts';
import { changeCard, useOwnCard } from './own-card.ts';

export default function MyRoles() {
  const own = useOwnCard();
  const welcome = useAsked(() =>
    ask('GET /api/v1/streets/:street/welcome', { params: { street: street.value ?? '' }, query: {} }),
  );
  return (
    <Page title={t().me.roles} back="/me">
      <p class="quiet">{t().me.rolesLead}</p>
      <Shown asking={own}>
        {(mine) => <Shown asking={welcome}>{({ roles }) => <RolesForm mine={mine} roles={roles} />}</Shown>}
      </Shown>
    </Page>
  );
}

function RolesForm({ mine, roles }: { mine: MyCard; roles: Welcome['roles'] }) {
  const current = mine.roles.filter(({ state }) => state !== 'ended');
  const [chosen, setChosen] = useState(current.map(({ code }) => code));
  const saving = useSaving(() => changeCard({ roles: chosen }));
  return (
    <form class="form" onSubmit={saving.submit} onInput={saving.touched} noValidate>
      {current.length > 0 && (
        <Cells>
          {current.map(({ code, name, state }) => (
            <Cell key={code} label={say(name)} value={t().me.rolesState[state] ?? state} />
          ))}
        </Cells>
      )}
      <RoleChoice roles={roles} chosen={chosen} onChoose={setChosen} />
      <SaveLine saving={saving} />
    </form>
  );
}
