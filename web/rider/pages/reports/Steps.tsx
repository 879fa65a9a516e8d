/** The steps of a report, newest first: who, when, what was said, with which proof, until when the next. */
import type { ReportDetail } from '../../../../server/governance/reports/contract.ts';
import { say, t, when } from '../../session/language.ts';
import { Photos } from './Photos.tsx';

export const Steps = ({ events }: { events: ReportDetail['events'] }) => (
  <section class="section">
    <h2 class="section-title">{t().reports.steps}</h2>
    <ol class="timeline card">
      {[...events].reverse().map(({ seq, title, by, at, note, deadline, photos }, place) => (
        <li key={seq} class={place === 0 ? 'step step-now' : 'step'}>
          <p class="step-title">{say(title)}</p>
          <p class="step-by">
            <time dateTime={at}>{when(at)}</time> · {say(by)}
          </p>
          {note && <p class="step-note">{note}</p>}
          {deadline && place === 0 && <p class="step-by">{t().reports.dueBy(when(deadline))}</p>}
          {seq > 1 && <Photos photos={photos} />}
        </li>
      ))}
    </ol>
  </section>
);
