/** The decision about a previewed import: confirm (with the legal basis for a roster) or give it up. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Popconfirm } from 'antd';
import { useState } from 'react';
import type { ImportView } from '../../../../server/cohesion/census/contract.ts';
import type { Failure } from '../../../shared/api.ts';
import { newKey } from '../../../shared/key.ts';
import { ask, from, orThrow } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { countOf, importQuery } from './import-queries.ts';

export function ConfirmBar({ shown }: { shown: ImportView }) {
  const { t, say } = useSpeech();
  const { modal } = App.useApp();
  const store = useQueryClient();
  const [legal, setLegal] = useState(false);
  const asksBasis = useFirstRoster(shown);
  const [refusal, setRefusal] = useState('');
  const [key] = useState(newKey);
  const took = (view: ImportView) => {
    store.setQueryData(importQuery(shown.id).queryKey, view);
    for (const changed of ['workers', 'sites', 'areas', 'map', 'tasks', 'imports'])
      store.invalidateQueries({ queryKey: [changed] });
  };
  const refused = (failure: Failure) => {
    setRefusal(say(failure.said));
    if (failure.code === 'state_moved') store.invalidateQueries({ queryKey: importQuery(shown.id).queryKey });
  };
  const confirm = useMutation({
    mutationFn: () =>
      orThrow(
        ask('POST /api/v1/imports/:id/confirm', {
          params: { id: shown.id },
          body: legal ? { legalBasis: true } : {},
          key,
        }),
      ),
    onSuccess: took,
    onError: refused,
  });
  const discard = useMutation({
    mutationFn: () => orThrow(ask('POST /api/v1/imports/:id/cancel', { params: { id: shown.id } })),
    onSuccess: took,
    onError: refused,
  });
  const [fresh, changed] = [countOf(shown, 'new'), countOf(shown, 'changed')];
  const sure = () =>
    modal.confirm({
      title: t.imports.confirmTitle,
      content: t.imports.confirmBody(fresh, changed),
      okText: t.imports.confirm,
      onOk: () => confirm.mutateAsync().catch(() => {}),
    });
  return (
    <div className="panel confirm-bar no-print">
      {refusal && <Alert type="error" showIcon role="alert" title={refusal} className="refused" />}
      {asksBasis && (
        <Checkbox checked={legal} onChange={({ target }) => setLegal(target.checked)}>
          {t.imports.legal}
        </Checkbox>
      )}
      <div className="buttons">
        <Button type="primary" size="large" loading={confirm.isPending} onClick={sure}>
          {t.imports.confirm}
        </Button>
        <Popconfirm
          title={t.imports.discard}
          description={t.imports.discardBody}
          onConfirm={() => discard.mutate()}
        >
          <Button size="large" loading={discard.isPending}>
            {t.imports.discard}
          </Button>
        </Popconfirm>
      </div>
    </div>
  );
}

/** The first roster of a street asks for the legal basis (PIPL art. 13). */
function useFirstRoster({ kind }: ImportView): boolean {
  const earlier = useQuery({
    ...from(['imports', 'earlier'], (signal) =>
      ask('GET /api/v1/imports', { query: { limit: 100 }, signal }),
    ),
    enabled: kind === 'roster',
  });
  const had = earlier.data?.imports.some((one) => one.kind === 'roster' && one.confirmedAt !== null);
  return kind === 'roster' && had === false;
}
