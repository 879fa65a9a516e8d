/** While the server reads or writes: how far it is, and a way to stop. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Progress } from 'antd';
import type { ImportView } from '../../../../server/cohesion/census/contract.ts';
import { ask, orThrow } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { importQuery } from './import-queries.ts';

export function Reading({ shown }: { shown: ImportView }) {
  const { t, say } = useSpeech();
  const { message } = App.useApp();
  const store = useQueryClient();
  const stop = useMutation({
    mutationFn: () => orThrow(ask('POST /api/v1/imports/:id/cancel', { params: { id: shown.id } })),
    onSuccess: (view) => store.setQueryData(importQuery(shown.id).queryKey, view),
    onError: (failure) => void message.error(say(failure.said)),
  });
  const { rows, of } = shown.progress;
  return (
    <div className="panel" role="status">
      <h2>{shown.state === 'writing' ? t.imports.writing : t.imports.reading}</h2>
      <Progress
        percent={of ? Math.min(100, Math.round((rows / of) * 100)) : 0}
        status="active"
        showInfo={of !== null}
        aria-label={t.imports.reading}
      />
      <p>{t.imports.readRows(rows, of)}</p>
      {shown.state === 'reading' && (
        <Button loading={stop.isPending} onClick={() => stop.mutate()}>
          {t.imports.stop}
        </Button>
      )}
    </div>
  );
}
