/** How the ledger stands, for those who keep it: each figure is a link to its list. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { WorkerQuery } from '../../../../server/cohesion/census/contract.ts';
import { ask, from } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { sitesQuery } from '../sites/sites-query.ts';

/** How many people match. */
const countQuery = (name: string, query: WorkerQuery) =>
  from(['workers', 'count', name], (signal) =>
    ask('GET /api/v1/workers', { query: { ...query, limit: 1 }, signal }),
  );

export function PeopleFigures() {
  const { t } = useSpeech();
  const all = useQuery(countQuery('all', {}));
  const flagged = useQuery(countQuery('flagged', { flagged: true }));
  const registered = useQuery(countQuery('registered', { state: 'registered' }));
  const sites = useQuery(sitesQuery);
  const toCheck = sites.data?.sites.filter((site) => site.flagged || site.disagrees).length;
  const shown = (found: typeof all) =>
    found.data ? `${found.data.total}${found.data.totalIsExact ? '' : '+'}` : '·';
  const figures = [
    { name: t.workbench.people, to: '/workers', search: {}, figure: shown(all) },
    {
      name: t.workers.states.registered,
      to: '/workers',
      search: { state: 'registered' },
      figure: shown(registered),
    },
    { name: t.workbench.peopleToCheck, to: '/workers', search: { flagged: 'true' }, figure: shown(flagged) },
    { name: t.menu.sites, to: '/sites', search: {}, figure: sites.data?.sites.length ?? '·' },
    { name: t.workbench.sitesToCheck, to: '/sites', search: { check: 'true' }, figure: toCheck ?? '·' },
  ] as const;
  return (
    <ul className="figures-row">
      {figures.map(({ name, to, search, figure }) => (
        <li key={name}>
          <Link to={to} search={search}>
            <strong>{figure}</strong>
            <span>{name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
