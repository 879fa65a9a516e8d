/** What this person may do now, as buttons; an action that needs words or photos opens its form. */
import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { ReportDetail } from '../../../../server/governance/reports/contract.ts';
import { useSpeech } from '../../app/language.tsx';
import { useKeys } from '../../parts/keys.tsx';
import { FinishForm } from './finish-form.tsx';
import { NoteForm } from './note-form.tsx';
import { RejectForm } from './reject-form.tsx';
import { useEvent } from './use-event.ts';

/** In this order; what is not here has no place on this page. */
const ORDER = ['accept', 'start', 'finish', 'verify', 'not_solved', 'reject', 'remark'] as const;
type Action = (typeof ORDER)[number];
/** One press is enough. */
const AT_ONCE: readonly Action[] = ['accept', 'start', 'verify'];

export function Actions({ report }: { report: ReportDetail }) {
  const { t, say } = useSpeech();
  const [open, setOpen] = useState<Action | null>(null);
  const event = useEvent(report, () => setOpen(null));
  const may = ORDER.filter((action) => report.allowed.includes(action));
  const act = (action: Action) => {
    if (AT_ONCE.includes(action)) event.send({ event: action });
    else setOpen(action);
  };
  useKeys(may.includes('accept') ? [{ key: 'a', what: t.keys.accept, run: () => act('accept') }] : []);
  const form = { report, event, cancel: () => setOpen(null) };
  return (
    <section className="panel actions">
      <h2>{t.reports.next}</h2>
      <p className="report-next">{report.next ? say(report.next) : t.reports.nothingToDo}</p>
      {event.changes && <Changed steps={event.changes} still={!open || may.includes(open)} report={report} />}
      {event.refusal && (
        <Alert type="error" showIcon role="alert" title={event.refusal} className="refused" />
      )}
      {open === 'finish' && <FinishForm {...form} />}
      {open === 'reject' && <RejectForm {...form} />}
      {open === 'not_solved' && <NoteForm {...form} action="not_solved" label={t.reports.noteNotSolved} />}
      {open === 'remark' && <NoteForm {...form} action="remark" label={t.reports.noteRemark} />}
      {!open && (
        <div className="action-buttons">
          {may.map((action, index) => (
            <Button
              key={action}
              size="large"
              type={index === 0 && action !== 'remark' ? 'primary' : 'default'}
              danger={action === 'reject'}
              loading={event.busy === action}
              onClick={() => act(action)}
            >
              {t.reports.actions[action]}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}

/** Somebody else was faster: what they did, and that nothing typed is lost. */
function Changed({
  steps,
  still,
  report,
}: {
  steps: ReportDetail['events'];
  still: boolean;
  report: ReportDetail;
}) {
  const { t, say } = useSpeech();
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="refused"
      title={t.reports.changed}
      description={
        <>
          <ul>
            {steps.map((step) => (
              <li key={step.seq}>{t.reports.changedStep(say(step.by), say(step.title))}</li>
            ))}
          </ul>
          <p>{t.reports.changedNow(t.reports.tabs[report.state])}</p>
          <p>{still ? t.reports.changedHint : t.reports.gone}</p>
        </>
      }
    />
  );
}
