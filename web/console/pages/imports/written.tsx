/** After confirming: what came of it, and undoing it as a whole within seven days. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import type { ImportView } from '../../../../server/cohesion/census/contract.ts';
import { dayAndTime } from '../../../shared/shanghai.ts';
import { ask, orThrow } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { countOf, importQuery } from './import-queries.ts';

const RESULT = {
  roster: { to: '/workers', name: 'goWorkers' },
  sites: { to: '/sites', name: 'goSites' },
  areas: { to: '/map', name: 'goMap' },
} as const;

export function Written({ shown }: { shown: ImportView }) {
  const { t, say, language } = useSpeech();
  const { modal, message } = App.useApp();
  const store = useQueryClient();
  const undo = useMutation({
    mutationFn: () => orThrow(ask('POST /api/v1/imports/:id/undo', { params: { id: shown.id } })),
    onSuccess: (view) => {
      store.setQueryData(importQuery(shown.id).queryKey, view);
      for (const changed of ['workers', 'sites', 'areas', 'map', 'tasks', 'imports'])
        store.invalidateQueries({ queryKey: [changed] });
    },
    onError: (failure) => void message.error(say(failure.said)),
  });
  if (shown.state === 'undone')
    return shown.undoneAt && <p role="status">{t.imports.undoneAt(dayAndTime(shown.undoneAt, language))}</p>;
  const result = RESULT[shown.kind];
  const until = shown.undoUntil && new Date(shown.undoUntil) > new Date() ? shown.undoUntil : null;
  const sure = () =>
    modal.confirm({
      title: t.imports.undoTitle,
      content: t.imports.undoBody(countOf(shown, 'new'), countOf(shown, 'changed')),
      okText: t.imports.undo,
      okButtonProps: { danger: true },
      onOk: () => undo.mutateAsync().catch(() => {}),
    });
  return (
    <div className="panel confirm-bar" role="status">
      <strong>
        {t.imports.done}：{t.imports.outcomes.new} {countOf(shown, 'new')}，{t.imports.outcomes.changed}{' '}
        {countOf(shown, 'changed')}
      </strong>
      <div className="buttons">
        <Link to={result.to}>{t.imports[result.name]}</Link>
        <Link to="/imports">{t.imports.again}</Link>
        {until ? (
          <>
            <Button danger loading={undo.isPending} onClick={sure}>
              {t.imports.undo}
            </Button>
            <span className="quiet">{t.imports.undoUntil(dayAndTime(until, language))}</span>
          </>
        ) : (
          <span className="quiet">{t.imports.undoOver}</span>
        )}
      </div>
    </div>
  );
}
