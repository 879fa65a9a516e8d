/** The six digits of the message; sent by themselves once all six are there. */
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../api.ts';
import { Field } from '../../parts/Field.tsx';
import { say, t } from '../../session/language.ts';
import { type Sent, sendCode } from './PhoneStep.tsx';
import { masked } from './phone.ts';

interface CodeStepProps {
  street: string;
  sent: Sent;
  /** development: the code can be read in the outbox */
  outbox: boolean;
  /** what the button says */
  go: string;
  onSent: (sent: Sent) => void;
  /** signed in, or not registered yet: then with the ticket to register */
  onChecked: (ticket: string | null) => void | Promise<void>;
  onOtherPhone: () => void;
}

export function CodeStep({ street, sent, outbox, go, onSent, onChecked, onOtherPhone }: CodeStepProps) {
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const check = async (typed: string) => {
    if (busy) return;
    if (!/^\d{6}$/.test(typed)) return setWrong(t().signIn.codeWrong);
    setBusy(true);
    const answer = await ask('POST /api/v1/worker-sessions', {
      body: { street, phone: sent.phone, code: typed },
    });
    if (answer.ok) await onChecked(answer.value.registered ? null : (answer.value.ticket ?? null));
    else setWrong(say(answer.said));
    setBusy(false);
  };
  const typing = (typed: string) => {
    const digits = typed.replace(/\D/g, '').slice(0, 6);
    setCode(digits);
    setWrong(null);
    if (digits.length === 6 && digits !== code) void check(digits);
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void check(code);
      }}
    >
      <Field
        label={t().signIn.code}
        hint={t().signIn.codeSent(masked(sent.phone), sent.validMinutes)}
        wrong={wrong}
      >
        {(given) => (
          <input
            {...given}
            class="input input-code"
            inputMode="numeric"
            autocomplete="one-time-code"
            name="code"
            pattern="[0-9]*"
            maxLength={6}
            value={code}
            onInput={(event) => typing(event.currentTarget.value)}
          />
        )}
      </Field>
      {outbox && (
        <p class="hint-line">
          <a href="/outbox" target="_blank" rel="noopener">
            {t().signIn.outbox}
          </a>
        </p>
      )}
      <button type="submit" class="button" disabled={busy}>
        {go}
      </button>
      <div class="form-links">
        <Again street={street} sent={sent} onSent={onSent} onWrong={setWrong} />
        <button type="button" class="link" onClick={onOtherPhone}>
          {t().signIn.otherPhone}
        </button>
      </div>
    </form>
  );
}

interface AgainProps {
  street: string;
  sent: Sent;
  onSent: (sent: Sent) => void;
  onWrong: (sentence: string) => void;
}

function Again({ street, sent, onSent, onWrong }: AgainProps) {
  const left = useSecondsTo(sent.againAt);
  const again = async () => {
    const next = await sendCode(street, sent.phone);
    if ('phone' in next) onSent(next);
    else onWrong(say(next.said));
  };
  return (
    <button type="button" class="link" disabled={left > 0} onClick={() => void again()}>
      {left > 0 ? t().signIn.againIn(left) : t().signIn.again}
    </button>
  );
}

function useSecondsTo(moment: number): number {
  const [left, setLeft] = useState(() => secondsTo(moment));
  useEffect(() => {
    setLeft(secondsTo(moment));
    const ticking = setInterval(() => setLeft(secondsTo(moment)), 1000);
    return () => clearInterval(ticking);
  }, [moment]);
  return left;
}

const secondsTo = (moment: number): number => Math.max(0, Math.ceil((moment - Date.now()) / 1000));
