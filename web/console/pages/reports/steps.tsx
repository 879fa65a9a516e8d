/** The timeline of a report, newest first: every step with who, when, and the deadline that it set. */
import type { ReportDetail } from '../../../../server/governance/reports/contract.ts';
import { useSpeech } from '../../app/language.tsx';
import { Photo } from '../../parts/photo.tsx';
import { When } from '../../parts/when.tsx';

export function Steps({ report }: { report: ReportDetail }) {
  const { t, say } = useSpeech();
  return (
    <section className="panel">
      <h2>{t.reports.steps}</h2>
      <ol className="steps">
        {[...report.events].reverse().map((step) => (
          <li key={step.seq}>
            <strong>{say(step.title)}</strong>
            <span className="quiet">
              {say(step.by)} · <When at={step.at} />
            </span>
            {step.note && <p>{step.note}</p>}
            {step.photos.length > 0 && (
              <div className="step-photos">
                {step.photos.map((id, index) => (
                  <Photo
                    key={id}
                    id={id}
                    size="thumb"
                    label={`${say(step.title)}：${t.reports.photo(index + 1)}`}
                  />
                ))}
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
