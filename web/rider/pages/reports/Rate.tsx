/** After closing: five stars and a word. */
import { useState } from 'preact/hooks';
import { Field } from '../../parts/Field.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { t } from '../../session/language.ts';
import type { Causing } from './causing.ts';
import { Wrong } from './Wrong.tsx';

const STARS = [1, 2, 3, 4, 5];

export function Rate({ causing: { busy, failure, cause } }: { causing: Causing }) {
  const [stars, setStars] = useState(0);
  const [note, setNote] = useState('');
  return (
    <form
      class="card rate"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        cause({ event: 'rate', rating: stars, note: note.trim() || undefined });
      }}
    >
      <fieldset>
        <legend class="question">{t().reports.rate}</legend>
        <span class="stars">
          {STARS.map((count) => (
            <button
              type="button"
              key={count}
              class={count <= stars ? 'star star-on' : 'star'}
              aria-label={t().reports.stars(count)}
              aria-pressed={count === stars}
              onClick={() => setStars(count)}
            >
              <Icon name="star" size={32} />
            </button>
          ))}
        </span>
      </fieldset>
      {stars > 0 && (
        <>
          <Field label={t().reports.rateNote}>
            {(given) => (
              <input
                {...given}
                class="input"
                maxLength={200}
                value={note}
                onInput={(event) => setNote(event.currentTarget.value)}
              />
            )}
          </Field>
          <Wrong failure={failure} />
          <button type="submit" class="button" disabled={busy}>
            {t().reports.rateYes}
          </button>
        </>
      )}
    </form>
  );
}
