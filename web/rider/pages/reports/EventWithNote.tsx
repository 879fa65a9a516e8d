/** An event that needs a sentence: what is not solved (`not_solved` before closing, `reopen` after), or a remark. */
import { useState } from 'preact/hooks';
import { Field } from '../../parts/Field.tsx';
import { t } from '../../session/language.ts';
import type { Causing } from './causing.ts';
import { Wrong } from './Wrong.tsx';

interface EventWithNoteProps {
  event: 'reopen' | 'not_solved' | 'remark';
  causing: Causing;
  onCancel: () => void;
}

export function EventWithNote({ event, causing: { busy, failure, cause }, onCancel }: EventWithNoteProps) {
  const [why, setWhy] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  return (
    <form
      class="with-note"
      noValidate
      onSubmit={(submit) => {
        submit.preventDefault();
        if (why.trim()) cause({ event, note: why.trim() });
        else setWrong(t().reports.noteNeeded);
      }}
    >
      <Field
        label={event === 'remark' ? t().reports.remarkWhat : t().reports.reopenWhy}
        hint={event === 'reopen' ? t().reports.reopenHint : undefined}
        wrong={wrong}
      >
        {(given) => (
          <textarea
            {...given}
            class="input"
            rows={3}
            maxLength={500}
            value={why}
            onInput={(typed) => {
              setWhy(typed.currentTarget.value);
              setWrong(null);
            }}
          />
        )}
      </Field>
      <Wrong failure={failure} />
      <div class="pair">
        <button type="button" class="button button-plain" onClick={onCancel}>
          {t().cancel}
        </button>
        <button type="submit" class="button" disabled={busy}>
          {t().reports.noteYes}
        </button>
      </div>
    </form>
  );
}
