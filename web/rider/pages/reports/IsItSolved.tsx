/** Before closing: the reporter confirms with one tap, or says what is left. */
import { useState } from 'preact/hooks';
import { t } from '../../session/language.ts';
import type { Causing } from './causing.ts';
import { EventWithNote } from './EventWithNote.tsx';
import { Wrong } from './Wrong.tsx';

export function IsItSolved({ causing }: { causing: Causing }) {
  const [left, setLeft] = useState(false);
  return (
    <section class="card rate">
      <h2 class="question">{t().reports.rateSolved}</h2>
      {left ? (
        <EventWithNote event="not_solved" causing={causing} onCancel={() => setLeft(false)} />
      ) : (
        <>
          <Wrong failure={causing.failure} />
          <div class="pair">
            <button type="button" class="button button-plain" onClick={() => setLeft(true)}>
              {t().reports.solvedNo}
            </button>
            <button
              type="button"
              class="button"
              disabled={causing.busy}
              onClick={() => causing.cause({ event: 'verify' })}
            >
              {t().reports.solvedYes}
            </button>
          </div>
        </>
      )}
    </section>
  );
}
