/** What I can change of my own card: nickname, vehicle, rest hours. */
import { useState } from 'preact/hooks';
import type { MyCard } from '../../../../server/cohesion/registration/contract.ts';
import { Cell, Cells } from '../../parts/cells.tsx';
import { Field } from '../../parts/Field.tsx';
import { Page } from '../../parts/Page.tsx';
import { SaveLine, useSaving } from '../../parts/saving.tsx';
import { Shown } from '../../parts/states.tsx';
import { t } from '../../session/language.ts';
import { changeCard, useOwnCard } from './own-card.ts';

export default function MyCardPage() {
  const asking = useOwnCard();
  return (
    <Page title={t().me.card} back="/me">
      <Shown asking={asking}>{(mine) => <CardForm mine={mine} />}</Shown>
    </Page>
  );
}

function CardForm({ mine }: { mine: MyCard }) {
  const [nickname, setNickname] = useState(mine.nickname ?? '');
  const [vehicle, setVehicle] = useState(mine.vehicle ?? '');
  const [restHours, setRestHours] = useState(mine.restHours ?? '');
  const saving = useSaving(() =>
    changeCard({
      nickname: nickname.trim() || null,
      restHours: restHours.trim() || null,
      ...(vehicle ? { vehicle } : {}),
    }),
  );
  return (
    <form class="form" onSubmit={saving.submit} onInput={saving.touched} noValidate>
      <Cells>
        <Cell label={t().me.name} value={mine.name} />
        <Cell label={t().me.phone} value={mine.phoneMasked} />
        <Cell label={t().me.site} value={mine.site?.name ?? t().me.noSite} />
      </Cells>
      <Field label={t().me.nickname} hint={t().me.nicknameHint}>
        {(given) => (
          <input
            {...given}
            class="input"
            maxLength={20}
            value={nickname}
            onInput={(event) => setNickname(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={t().me.vehicle}>
        {(given) => (
          <select
            {...given}
            class="input"
            value={vehicle}
            onChange={(event) => setVehicle(event.currentTarget.value)}
          >
            {!mine.vehicle && <option value="">{t().me.vehicleNone}</option>}
            {Object.entries(t().vehicles).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t().me.restHours} hint={t().me.restHint}>
        {(given) => (
          <input
            {...given}
            class="input"
            maxLength={40}
            value={restHours}
            onInput={(event) => setRestHours(event.currentTarget.value)}
          />
        )}
      </Field>
      <SaveLine saving={saving} />
    </form>
  );
}
