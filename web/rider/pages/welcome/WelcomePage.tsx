/** What the QR link opens: a welcome, and the registration in a few short steps (A2). */

import { useEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import type { Registered, Welcome } from '../../../../server/cohesion/registration/contract.ts';
import { ask } from '../../api.ts';
import { Page } from '../../parts/Page.tsx';
import { Shown, Skeleton } from '../../parts/states.tsx';
import { useAsked } from '../../session/asked.ts';
import { t } from '../../session/language.ts';
import { rememberStreet } from '../../session/session.ts';
import { CodeStep } from './CodeStep.tsx';
import { ConsentStep } from './ConsentStep.tsx';
import { enter } from './enter.ts';
import { Hello } from './Hello.tsx';
import { NameStep } from './NameStep.tsx';
import { PhoneStep, type Sent } from './PhoneStep.tsx';
import { RegisteredPage } from './RegisteredPage.tsx';
import { RolesStep } from './RolesStep.tsx';
import { useRegistering } from './registering.ts';
import {
  keepRegistration,
  keptRegistration,
  newRegistration,
  type RegistrationDraft,
  type RegistrationStep,
} from './registration-draft.ts';
import { SiteStep } from './SiteStep.tsx';

export function WelcomePage() {
  const { params } = useRoute();
  const { street = '', site } = params;
  return <Opened key={`${street} ${site}`} street={street} site={site} />;
}

function Opened({ street, site }: { street: string; site: string | undefined }) {
  const welcome = useAsked(() =>
    ask('GET /api/v1/streets/:street/welcome', { params: { street }, query: { site } }),
  );
  if (welcome.asked.state === 'ready')
    return <Steps welcome={welcome.asked.value} onOutdated={welcome.again} />;
  return (
    <Page title={t().welcome.title}>
      <Shown asking={welcome} skeleton={<Skeleton rows={4} />}>
        {() => null}
      </Shown>
    </Page>
  );
}

/** Steps that are counted, in order. */
const COUNTED: RegistrationStep[] = ['phone', 'code', 'name', 'site', 'consent', 'roles'];

function Steps({ welcome, onOutdated }: { welcome: Welcome; onOutdated: () => Promise<void> }) {
  const { street } = welcome;
  const [draft, setDraft] = useState<RegistrationDraft>(() => begin(welcome));
  const [sent, setSent] = useState<Sent | null>(null);
  const [registered, setRegistered] = useState<Registered | null>(null);
  useEffect(() => rememberStreet(street), [street]);
  const change = (changes: Partial<RegistrationDraft>) => {
    const next = { ...draft, ...changes };
    setDraft(next);
    keepRegistration(next);
  };
  const registering = useRegistering({ draft, welcome, change, onOutdated, onRegistered: setRegistered });
  if (registered) return <RegisteredPage registered={registered} />;
  if (draft.step === 'hello') return <Hello welcome={welcome} onStart={() => change({ step: 'phone' })} />;

  const at = COUNTED.indexOf(draft.step);
  const before = draft.step === 'name' ? 'hello' : (COUNTED[at - 1] ?? 'hello');
  const step = () => {
    switch (draft.step) {
      case 'phone':
        return (
          <>
            {registering.ticketOver && <p class="note">{t().welcome.ticketOver}</p>}
            <PhoneStep
              street={street}
              phone={draft.phone}
              onSent={(next) => {
                setSent(next);
                change({ step: 'code', phone: next.phone });
              }}
            />
          </>
        );
      case 'code':
        return (
          <CodeStep
            street={street}
            sent={sent ?? { phone: draft.phone, validMinutes: 5, againAt: 0 }}
            outbox={welcome.outbox}
            go={t().signIn.confirm}
            onSent={setSent}
            onOtherPhone={() => change({ step: 'phone' })}
            onChecked={async (ticket) => {
              if (ticket) change({ ticket, step: registering.ticketOver ? 'roles' : 'name' });
              else if (await enter()) change({ step: 'hello' });
            }}
          />
        );
      case 'name':
        return (
          <NameStep
            name={draft.name}
            onName={(name) => change({ name, step: 'site' })}
            onTyping={(name) => change({ name })}
          />
        );
      case 'site':
        return (
          <SiteStep
            welcome={welcome}
            chosen={draft.site}
            onSite={(site) => change({ site, step: 'consent' })}
          />
        );
      case 'consent':
        return (
          <>
            {registering.consentNew && <p class="note">{t().welcome.consentNew}</p>}
            <ConsentStep
              consent={welcome.consent}
              given={draft.consent}
              onTick={(consent) => change({ consent })}
              onGiven={() => change({ step: 'roles' })}
            />
          </>
        );
      default:
        return (
          <RolesStep
            roles={welcome.roles}
            chosen={draft.roles}
            onChoose={(roles) => change({ roles })}
            busy={registering.busy}
            failure={registering.failure}
            onDone={() => void registering.send()}
          />
        );
    }
  };
  return (
    <Page title={t().welcome.title} back={() => change({ step: before })}>
      <p class="steps-count">
        <progress max={COUNTED.length} value={at + 1} aria-hidden="true" />
        {t().welcome.stepOf(at + 1, COUNTED.length)}
      </p>
      {step()}
    </Page>
  );
}

/** Goes on where it was left; a ticket from the sign-in page skips phone and code. */
function begin(welcome: Welcome): RegistrationDraft {
  const kept = keptRegistration(welcome.street);
  if (kept) return kept.ticket || kept.step !== 'name' ? kept : { ...kept, step: 'hello' };
  return { ...newRegistration(welcome.street), step: 'hello', site: welcome.site?.id ?? null };
}
