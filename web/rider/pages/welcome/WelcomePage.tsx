/** What the QR link opens: a welcome, and the registration in a few short steps (A2). */

import { useEffect, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso/router';
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
  const { path, query, route } = useLocation();
  const change = (changes: Partial<RegistrationDraft>) => {
    const next = { ...draft, ...changes };
    setDraft(next);
    keepRegistration(next);
  };
  const shown = stepOf(draft, query.step);
  const go = (step: RegistrationStep, changes: Partial<RegistrationDraft> = {}, replace = false) => {
    change({ ...changes, step });
    route(`${path}?step=${step}`, replace);
  };
  const registering = useRegistering({ draft, welcome, go, onOutdated, onRegistered: setRegistered });
  if (registered) return <RegisteredPage registered={registered} />;
  if (shown === 'hello') return <Hello welcome={welcome} onStart={() => go('phone')} />;

  const at = COUNTED.indexOf(shown);
  const before = shown === 'name' ? 'hello' : (COUNTED[at - 1] ?? 'hello');
  const step = () => {
    switch (shown) {
      case 'phone':
        return (
          <>
            {registering.ticketOver && <p class="note">{t().welcome.ticketOver}</p>}
            <PhoneStep
              street={street}
              phone={draft.phone}
              onSent={(next) => {
                setSent(next);
                go('code', { phone: next.phone }, true);
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
            onOtherPhone={() => go('phone', {}, true)}
            onChecked={async (ticket) => {
              if (ticket) go(registering.ticketOver ? 'roles' : 'name', { ticket }, true);
              else if (await enter()) go('hello', {}, true);
            }}
          />
        );
      case 'name':
        return (
          <NameStep
            name={draft.name}
            onName={(name) => go('site', { name })}
            onTyping={(name) => change({ name })}
          />
        );
      case 'site':
        return <SiteStep welcome={welcome} chosen={draft.site} onSite={(site) => go('consent', { site })} />;
      case 'consent':
        return (
          <>
            {registering.consentNew && <p class="note">{t().welcome.consentNew}</p>}
            <ConsentStep
              consent={welcome.consent}
              given={draft.consent}
              onTick={(consent) => change({ consent })}
              onGiven={() => go('roles')}
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
    <Page title={t().welcome.title} back={() => go(before, {}, true)}>
      <p class="steps-count">
        <progress max={COUNTED.length} value={at + 1} aria-hidden="true" />
        {t().welcome.stepOf(at + 1, COUNTED.length)}
      </p>
      {step()}
    </Page>
  );
}

/** The step that the address names (so that the phone's back button goes one step back), else where it was left. */
function stepOf({ step, ticket }: RegistrationDraft, asked: string | undefined): RegistrationStep {
  const wanted = COUNTED.find((one) => one === asked) ?? (asked === 'hello' ? 'hello' : step);
  const proving = wanted === 'phone' || wanted === 'code';
  if (wanted === 'hello' || proving === !ticket) return wanted;
  // The phone is proven already, or not yet.
  return ticket ? 'name' : 'phone';
}

/** What was kept from before a reload; a ticket from the sign-in page skips phone and code. */
const begin = (welcome: Welcome): RegistrationDraft =>
  keptRegistration(welcome.street) ?? {
    ...newRegistration(welcome.street),
    step: 'hello',
    site: welcome.site?.id ?? null,
  };
