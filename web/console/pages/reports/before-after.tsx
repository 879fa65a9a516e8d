/** The reporter's photos beside the proof of what was done. */
import type { ReportDetail } from '../../../../server/governance/reports/contract.ts';
import { useSpeech } from '../../app/language.tsx';
import { Photo } from '../../parts/photo.tsx';
import { type Shot, shotsOf } from './shots.ts';

export function BeforeAfter({ report }: { report: ReportDetail }) {
  const { t } = useSpeech();
  const { before, after } = shotsOf(report);
  if (before.length === 0) return <p className="quiet">{t.reports.noPhoto}</p>;
  return (
    <div className={after.length ? 'before-after' : 'before-after before-only'}>
      <Shots title={t.reports.before} shots={before} />
      {after.length > 0 && <Shots title={t.reports.after} shots={after} />}
    </div>
  );
}

function Shots({ title, shots }: { title: string; shots: Shot[] }) {
  const { t } = useSpeech();
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <div className="shots">
        {shots.map(({ id, proven, width, height }, index) => (
          <div key={id}>
            <Photo id={id} label={`${title}：${t.reports.photo(index + 1)}`} shape={{ width, height }} />
            {t.reports.proven[proven] && <span className="quiet">{t.reports.proven[proven]}</span>}
          </div>
        ))}
      </div>
    </figure>
  );
}
