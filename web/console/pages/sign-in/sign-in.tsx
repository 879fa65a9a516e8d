/** Sign-in of staff: login and password, then the six digits of the second factor. */
import { Alert, Button, Form, Input } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { Start } from '../../../../server/kernel/identity/contract.ts';
import type { Failure } from '../../../shared/api.ts';
import { ask } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { whenClock } from '../../parts/when.tsx';
import { Gate } from './gate.tsx';
import { SixDigits } from './six-digits.tsx';

const DemoSignIns = lazy(() => import('./demo-sign-ins.tsx'));
const ChooseStreet = lazy(() => import('./choose-street.tsx'));

interface Given {
  start: Start;
  onDone: () => void;
  /** inside a dialog: without the frame */
  bare?: boolean;
}
export interface Typed {
  street?: string;
  login: string;
  password: string;
}

export default function SignIn({ start, onDone, bare }: Given) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState<Typed | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (body: Typed & { totp?: string }) => {
    setBusy(true);
    const answer = await ask('POST /api/v1/staff-sessions', { body });
    setBusy(false);
    if (answer.ok) return onDone();
    if (answer.code === 'totp_needed') {
      setFailure(null);
      return setTyped(body);
    }
    setFailure(answer);
    if (answer.code !== 'wrong_totp') setTyped(null);
  };
  const form = typed ? (
    <CodeForm
      busy={busy}
      failure={failure}
      send={(totp) => send({ ...typed, totp })}
      back={() => {
        setTyped(null);
        setFailure(null);
      }}
    />
  ) : (
    <PasswordForm start={start} busy={busy} failure={failure} send={send} />
  );
  if (bare) return form;
  return (
    <Gate
      title={typed ? t.signIn.code : t.signIn.title}
      sub={start.streets.length === 1 ? start.streets[0]?.name : undefined}
    >
      {form}
      {start.demoSignIns.length > 0 && !typed && (
        <Suspense>
          <DemoSignIns start={start} busy={busy} send={send} />
        </Suspense>
      )}
    </Gate>
  );
}

function PasswordForm(given: {
  start: Start;
  busy: boolean;
  failure: Failure | null;
  send: (typed: Typed) => void;
}) {
  const { start, busy, failure, send } = given;
  const { t } = useSpeech();
  const rules = [{ required: true, message: t.common.required }];
  return (
    <Form<Typed> layout="vertical" requiredMark={false} onFinish={send} size="large">
      {failure && <Refused failure={failure} />}
      {start.streets.length > 1 && (
        <Suspense>
          <ChooseStreet streets={start.streets} />
        </Suspense>
      )}
      <Form.Item name="login" label={t.signIn.login} rules={rules}>
        <Input autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={40} />
      </Form.Item>
      <Form.Item name="password" label={t.signIn.password} rules={rules}>
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t.signIn.go}
      </Button>
    </Form>
  );
}

function CodeForm(given: {
  busy: boolean;
  failure: Failure | null;
  send: (totp: string) => void;
  back: () => void;
}) {
  const { t } = useSpeech();
  return (
    <div className="code-form">
      {given.failure && <Refused failure={given.failure} />}
      <SixDigits hint={t.signIn.codeHint} button={t.signIn.verify} busy={given.busy} send={given.send} />
      <Button type="link" onClick={given.back}>
        {t.signIn.other}
      </Button>
    </div>
  );
}

/** A refusal in plain words; a lock-out is told with the time. */
export function Refused({ failure }: { failure: Failure }) {
  const { t, say, language } = useSpeech();
  const until = failure.retryAfter
    ? whenClock(new Date(Date.now() + failure.retryAfter * 1000), language)
    : null;
  const sentence =
    failure.code === 'locked' && until
      ? t.signIn.locked(until)
      : `${say(failure.said)}${until ? t.signIn.wait(until) : ''}`;
  return <Alert type="error" showIcon role="alert" title={sentence} className="refused" />;
}
