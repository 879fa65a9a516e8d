/** “Not solved”: once, within 15 days, with a reason. */
import { useState } from 'preact/hooks';
import { Field } from '../../parts/Field.tsx';
import { t } from '../../session/language.ts';
import type { Causing } from './causing.ts';
import { Wrong } from './Wrong.tsx';

export function Reopen({ causing: { busy, failure, cause } }: { causing: Causing }) {
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  if (!open)
    return (
      <button type="button" class="button button-plain" onClick={() => setOpen(true)}>
        {t().reports.reopen}
      </button>
    );
  return (
    <form
      class="sure"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (why.trim()) cause({ event: 'reopen', note: why.trim() });
        else setWrong(t().reports.reopenNeeds);
      }}
    >
      <Field label={t().reports.reopenWhy} hint={t().reports.reopenHint} wrong={wrong}>
        {(given) => (
          <textarea
            {...given}
            class="input"
            rows={3}
            maxLength={500}
            value={why}
            onInput={(event) => {
              setWhy(event.currentTarget.value);
              setWrong(null);
            }}
          />
        )}
      </Field>
      <Wrong failure={failure} />
      <div class="pair">
        <button type="button" class="button button-plain" onClick={() => setOpen(false)}>
          {t().cancel}
        </button>
        <button type="submit" class="button" disabled={busy}>
          {t().reports.reopenYes}
        </button>
      </div>
    </form>
  );
}
