/** Sign in by phone and code, at the address of the page that needs it. Who is not registered yet goes on to that. */

import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { Start } from '../../../../server/kernel/identity/contract.ts';
import { ask } from '../../api.ts';
import { Cell, Cells } from '../../parts/cells.tsx';
import { Page } from '../../parts/Page.tsx';
import { Empty, Shown } from '../../parts/states.tsx';
import { useAsked } from '../../session/asked.ts';
import { t } from '../../session/language.ts';
import { rememberStreet, street } from '../../session/session.ts';
import { CodeStep } from './CodeStep.tsx';
import { enter } from './enter.ts';
import { PhoneStep, type Sent } from './PhoneStep.tsx';
import { keepRegistration, newRegistration } from './registration-draft.ts';

export function SignIn() {
  const start = useAsked(() => ask('GET /api/v1/start'));
  return (
    <Page title={t().signIn.title}>
      <div class="lead">
        <p class="lead-title">{t().signIn.hello}</p>
        <p class="quiet">{t().signIn.lead}</p>
      </div>
      <Shown asking={start}>{(value) => <ByPhone start={value} />}</Shown>
      <p class="hint-line">{t().signIn.notYet}</p>
    </Page>
  );
}

function ByPhone({ start }: { start: Start }) {
  const { route } = useLocation();
  const [sent, setSent] = useState<Sent | null>(null);
  const [phone, setPhone] = useState('');
  const only = start.streets.length === 1 ? start.streets[0]?.code : undefined;
  useEffect(() => {
    if (only) rememberStreet(only);
  }, [only]);
  const here = only ?? start.streets.find(({ code }) => code === street.value)?.code;
  if (!start.streets.length) return <Empty icon="home" title={t().signIn.noStreet} />;
  if (!here) return <WhichStreet streets={start.streets} />;
  if (!sent) return <PhoneStep street={here} phone={phone} onSent={setSent} />;
  const checked = async (ticket: string | null) => {
    if (!ticket) return void (await enter());
    keepRegistration({ ...newRegistration(here), ticket, phone: sent.phone });
    route(`/s/${here}`);
  };
  return (
    <CodeStep
      street={here}
      sent={sent}
      outbox={start.demo}
      go={t().signIn.enter}
      onSent={setSent}
      onChecked={checked}
      onOtherPhone={() => {
        setPhone(sent.phone);
        setSent(null);
      }}
    />
  );
}

const WhichStreet = ({ streets }: { streets: Start['streets'] }) => (
  <Cells title={t().signIn.whichStreet}>
    {streets.map(({ code, name }) => (
      <Cell key={code} label={name} onTap={() => rememberStreet(code)} />
    ))}
  </Cells>
);
