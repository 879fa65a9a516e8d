/** 工作台: what waits for this person, the most urgent first, each one click away. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useSpeech } from '../../app/language.tsx';
import { LEDGER_KEEPERS, TASKS } from '../../app/places.ts';
import { holds, useMayVisit, useSession } from '../../app/session.tsx';
import { Page } from '../../parts/page.tsx';
import { Failing } from '../../parts/states.tsx';
import { boardQuery } from '../reports/report-queries.ts';
import { countOf } from '../reports/states.ts';
import { FirstSteps } from './first-steps.tsx';
import { OpenImports } from './open-imports.tsx';
import { PeopleFigures } from './people-figures.tsx';
import { Tasks } from './tasks.tsx';
import { UrgentReports } from './urgent-reports.tsx';

export default function Workbench() {
  const { t } = useSpeech();
  const { me } = useSession();
  const may = useMayVisit();
  return (
    <Page title={t.workbench.hello(me.name)}>
      {holds(me, ['street_admin']) && <FirstSteps />}
      {may('/reports') && <Figures />}
      {holds(me, LEDGER_KEEPERS) && <PeopleFigures />}
      {may('/settings/audit') && (
        <p>
          <Link to="/settings/audit">{t.workbench.toAudit}</Link>
        </p>
      )}
      <div className="workbench">
        {may('/reports') && <UrgentReports />}
        <div>
          {holds(me, TASKS) && <Tasks />}
          {may('/imports') && <OpenImports />}
        </div>
      </div>
    </Page>
  );
}

function Figures() {
  const { t } = useSpeech();
  const board = useQuery({ ...boardQuery, refetchInterval: 60_000 });
  if (board.error) return <Failing failure={board.error} retry={() => board.refetch()} />;
  const counts = board.data?.counts ?? {};
  const figures = [
    { name: t.workbench.overdue, search: { overdue: 'true' }, figure: board.data?.overdue, red: true },
    { name: t.workbench.mine, search: { mine: 'true' }, figure: board.data?.mine },
    { name: t.workbench.waiting, search: { state: 'submitted' }, figure: counts.submitted ?? 0 },
    { name: t.workbench.toVerify, search: { state: 'handled' }, figure: counts.handled ?? 0 },
    { name: t.workbench.open, search: {}, figure: countOf('open', counts) },
  ];
  return (
    <ul className="figures-row">
      {figures.map(({ name, search, figure, red }) => (
        <li key={name}>
          <Link to="/reports" search={search} className={red && figure ? 'figure-red' : ''}>
            <strong>{board.data ? figure : '·'}</strong>
            <span>{name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
