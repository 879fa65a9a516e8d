/** Sends a step of a report; when the report has moved meanwhile, shows how and keeps what was typed. */
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef, useState } from 'react';
import type { NewEvent, ReportDetail } from '../../../../server/governance/reports/contract.ts';
import { newKey } from '../../../shared/key.ts';
import { ask } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { reportQuery } from './report-queries.ts';

export interface Sending {
  send: (event: Omit<NewEvent, 'seq'>, photos?: File[]) => Promise<void>;
  /** the event that is on its way */
  busy: string | null;
  refusal: string;
  /** steps of others that came in between */
  changes: ReportDetail['events'] | null;
}

const lastSeq = (report: ReportDetail) => report.events.at(-1)?.seq ?? 1;

export function useEvent(report: ReportDetail, done: () => void): Sending {
  const { t, say } = useSpeech();
  const { message } = App.useApp();
  const store = useQueryClient();
  const key = useRef(newKey());
  const [busy, setBusy] = useState<string | null>(null);
  const [refusal, setRefusal] = useState('');
  const [changes, setChanges] = useState<Sending['changes']>(null);

  const send: Sending['send'] = async (given, photos = []) => {
    const event: NewEvent = { ...given, seq: lastSeq(report) };
    setBusy(given.event);
    setRefusal('');
    const answer = await ask('POST /api/v1/reports/:id/events', {
      params: { id: report.id },
      body: photos.length ? withPhotos(event, photos) : event,
      key: key.current,
    });
    setBusy(null);
    if (answer.ok) {
      key.current = newKey();
      setChanges(null);
      store.setQueryData(reportQuery(report.id).queryKey, answer.value);
      store.invalidateQueries({ queryKey: ['reports', 'list'] });
      store.invalidateQueries({ queryKey: ['reports', 'board'] });
      message.success(t.reports.sent);
      return done();
    }
    // A key that was used already: an earlier try arrived although its answer did not.
    if (answer.code !== 'state_changed' && answer.code !== 'key_reused') return setRefusal(say(answer.said));
    key.current = newKey();
    const now = await store.fetchQuery({ ...reportQuery(report.id), staleTime: 0 });
    setChanges(now.events.filter(({ seq }) => seq > event.seq));
  };
  return { send, busy, refusal, changes };
}

function withPhotos(event: NewEvent, photos: File[]): FormData {
  const form = new FormData();
  form.append('event', JSON.stringify(event));
  for (const photo of photos) form.append('photo', photo, photo.name);
  return form;
}
