/** A form that saves: busy, saved, or what is wrong; what was typed stays in every case. */
import { useState } from 'preact/hooks';
import type { Answer, Failure } from '../../shared/api.ts';
import { say, t } from '../session/language.ts';

export interface Saving {
  busy: boolean;
  saved: boolean;
  failure: Failure | null;
  submit: (event: Event) => void;
  /** something was changed again */
  touched: () => void;
}

export function useSaving(save: () => Promise<Answer<unknown>>): Saving {
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    const answer = await save();
    setBusy(false);
    setSaved(answer.ok);
    if (!answer.ok) setFailure(answer);
  };
  return { busy, saved, failure, submit, touched: () => setSaved(false) };
}

export const SaveLine = ({ saving: { busy, saved, failure } }: { saving: Saving }) => (
  <div class="foot">
    {failure && (
      <div class="field-wrong" role="alert">
        <p>{say(failure.said)}</p>
        {failure.fields.map(({ path, said }) => (
          <p key={path}>{say(said)}</p>
        ))}
      </div>
    )}
    <button type="submit" class="button" disabled={busy}>
      {saved ? t().saved : t().save}
    </button>
    <span class="unseen" role="status">
      {saved ? t().saved : ''}
    </span>
  </div>
);
