/** Causes an event of the report under one key, so that a retry causes it once. */
import { useRef, useState } from 'preact/hooks';
import type { NewEvent, ReportDetail } from '../../../../server/governance/reports/contract.ts';
import type { Failure } from '../../../shared/api.ts';
import { newKey } from '../../../shared/key.ts';
import { ask } from '../../api.ts';

export interface Causing {
  busy: boolean;
  failure: Failure | null;
  cause: (event: Omit<NewEvent, 'seq'>) => void;
}

interface Heard {
  show: (report: ReportDetail) => void;
  /** the report moved on meanwhile (409 `state_changed`) */
  changed: () => Promise<void>;
}

export function useCausing(report: ReportDetail, { show, changed }: Heard): Causing {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** the key belongs to what is sent: the same content again has the same key, other content a new one */
  const last = useRef({ content: '', key: '' });
  const cause = async (event: Omit<NewEvent, 'seq'>) => {
    const body: NewEvent = { ...event, seq: report.events[report.events.length - 1]?.seq ?? 1 };
    const content = JSON.stringify(body);
    if (last.current.content !== content) last.current = { content, key: newKey() };
    setBusy(true);
    setFailure(null);
    const answer = await ask('POST /api/v1/reports/:id/events', {
      params: { id: report.id },
      key: last.current.key,
      body,
    });
    setBusy(false);
    if (answer.ok) show(answer.value);
    else if (answer.code === 'state_changed') await changed();
    else setFailure(answer);
  };
  return { busy, failure, cause: (event) => void cause(event) };
}
