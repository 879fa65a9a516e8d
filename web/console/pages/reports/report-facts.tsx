/** Where, when, by whom; and what closing this kind of report needs. */
import type { ReportDetail } from '../../../../server/governance/reports/contract.ts';
import { useSpeech } from '../../app/language.tsx';
import { When } from '../../parts/when.tsx';

export function ReportFacts({ report }: { report: ReportDetail }) {
  const { t } = useSpeech();
  const words = t.reports;
  const belongs = [report.community?.name, report.grid?.name].filter(Boolean).join(' · ');
  return (
    <dl className="facts facts-two">
      <Fact name={words.place}>
        {belongs || t.common.unassigned}
        {report.placeNote && <>，{report.placeNote}</>}
        {report.point && (
          <span className="quiet figures">
            {' '}
            {report.point.lng.toFixed(5)}, {report.point.lat.toFixed(5)}
          </span>
        )}
      </Fact>
      <Fact name={words.placeSource}>{words.placeSources[report.placeSource]}</Fact>
      <Fact name={words.submitted}>
        <When at={report.submittedAt} />
      </Fact>
      {report.takenAt && (
        <Fact name={words.takenAt}>
          <When at={report.takenAt} />
        </Fact>
      )}
      <Fact name={words.reporter}>{report.reporter?.name ?? words.hiddenReporter}</Fact>
      <Fact name={words.handler}>{report.handler ?? '—'}</Fact>
      <Fact name={words.closing}>{report.closingCondition}</Fact>
      {report.outcome && <Fact name={words.outcome}>{words.outcomes[report.outcome] ?? report.outcome}</Fact>}
      {report.rating !== null && <Fact name={words.rating}>{words.stars(report.rating)}</Fact>}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
