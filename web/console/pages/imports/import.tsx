/** One import from reading to result: nothing is written before it is confirmed. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert } from 'antd';
import type { ImportView } from '../../../../server/cohesion/census/contract.ts';
import { useSpeech } from '../../app/language.tsx';
import { Page } from '../../parts/page.tsx';
import { Failing, Waiting } from '../../parts/states.tsx';
import { When } from '../../parts/when.tsx';
import { AffectedByImport } from './affected-by-import.tsx';
import { ConfirmBar } from './confirm-bar.tsx';
import { atWork, importQuery } from './import-queries.ts';
import { Lines } from './lines.tsx';
import { Reading } from './reading.tsx';
import { Sheets } from './sheets.tsx';
import { Written } from './written.tsx';

export default function ImportPage() {
  const { id } = useParams({ from: '/imports/$id' });
  const { t } = useSpeech();
  const found = useQuery({
    ...importQuery(id),
    refetchInterval: ({ state }) => (atWork(state.data?.state) ? 700 : false),
  });
  const shown = found.data;
  return (
    <Page
      title={
        <>
          <Link to="/imports" className="crumb">
            {t.imports.title}
          </Link>
          {shown?.fileName ?? ''}
        </>
      }
    >
      {found.error && !shown && <Failing failure={found.error} retry={() => found.refetch()} />}
      {found.isPending && <Waiting />}
      {shown && <Shown shown={shown} key={shown.id} />}
    </Page>
  );
}

function Shown({ shown }: { shown: ImportView }) {
  const { t, say } = useSpeech();
  return (
    <div className="import">
      <p className="import-line">
        <span className={`import-${shown.state}`}>{t.imports.states[shown.state]}</span>
        <span>{t.imports.kinds[shown.kind]}</span>
        <span className="quiet">
          {shown.createdBy} · <When at={shown.createdAt} />
        </span>
      </p>
      {shown.failure && <Alert type="error" showIcon role="alert" title={say(shown.failure)} />}
      {shown.warnings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t.imports.warnings}
          description={
            <ul>
              {shown.warnings.map((warning) => (
                <li key={warning.en + warning.zh}>{say(warning)}</li>
              ))}
            </ul>
          }
        />
      )}
      {(shown.state === 'cancelled' || shown.state === 'failed') && (
        <p>
          <Link to="/imports">{t.imports.again}</Link>
        </p>
      )}
      {atWork(shown.state) && <Reading shown={shown} />}
      {(shown.state === 'confirmed' || shown.state === 'undone') && <Written shown={shown} />}
      {shown.state === 'previewed' && (
        <>
          <ConfirmBar shown={shown} />
          <Sheets shown={shown} />
        </>
      )}
      {shown.kind === 'areas' && (shown.state === 'previewed' || shown.state === 'confirmed') && (
        <AffectedByImport shown={shown} />
      )}
      {!atWork(shown.state) && shown.state !== 'failed' && shown.state !== 'cancelled' && (
        <Lines shown={shown} />
      )}
    </div>
  );
}
