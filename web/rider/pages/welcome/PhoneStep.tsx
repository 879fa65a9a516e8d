/** The phone number, from which a code is asked for. */
import { useState } from 'preact/hooks';
import type { Failure } from '../../../shared/api.ts';
import { ask } from '../../api.ts';
import { Field } from '../../parts/Field.tsx';
import { say, t } from '../../session/language.ts';
import { isPhone } from './phone.ts';

export interface Sent {
  phone: string;
  validMinutes: number;
  /** milliseconds since 1970 from which the code may be sent again */
  againAt: number;
}

/** Asks for a code; a “too many” still tells when to ask again. */
export async function sendCode(street: string, phone: string): Promise<Sent | Failure> {
  const answer = await ask('POST /api/v1/codes', { body: { street, phone } });
  if (!answer.ok) return answer;
  return {
    phone,
    validMinutes: answer.value.validMinutes,
    againAt: Date.now() + answer.value.againSeconds * 1000,
  };
}

interface PhoneStepProps {
  street: string;
  phone: string;
  onSent: (sent: Sent) => void;
}

export function PhoneStep({ street, phone, onSent }: PhoneStepProps) {
  const [typed, setTyped] = useState(phone);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    if (!isPhone(typed)) return setWrong(t().signIn.phoneWrong);
    setBusy(true);
    const sent = await sendCode(street, typed);
    setBusy(false);
    if ('phone' in sent) onSent(sent);
    else setWrong(say(sent.said));
  };
  return (
    <form class="form" onSubmit={send} noValidate>
      <Field label={t().signIn.phone} hint={t().signIn.phoneHint} wrong={wrong}>
        {(given) => (
          <input
            {...given}
            class="input input-big"
            type="tel"
            inputMode="tel"
            autocomplete="tel-national"
            name="phone"
            maxLength={30}
            value={typed}
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              setWrong(null);
            }}
          />
        )}
      </Field>
      <button type="submit" class="button" disabled={busy}>
        {t().signIn.sendCode}
      </button>
    </form>
  );
}
