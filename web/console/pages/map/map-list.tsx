/** The map's content as a list, for the keyboard and for screen readers: sites and open reports by community. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Static } from 'typebox';
import type { Areas } from '../../../../server/cohesion/census/contract.ts';
import type { MapLayers } from '../../../../server/governance/reports/contract.ts';
import { useSpeech } from '../../app/language.tsx';
import { useFilters } from '../../app/search.ts';
import { useMayVisit } from '../../app/session.tsx';
import { sitesQuery } from '../sites/sites-query.ts';

type Points = Static<typeof MapLayers>;

export function MapList({ areas, points }: { areas: Areas; points: Points }) {
  const { t } = useSpeech();
  const mayOpen = useMayVisit()('/reports');
  const [filters] = useFilters();
  const sites = useQuery({ ...sitesQuery, staleTime: 60_000 });
  const communities = areas.features.filter(({ properties }) => properties.level === 'community');
  const sitesIn = (community: string) =>
    (sites.data?.sites ?? []).filter((site) => site.community?.code === community);
  const grids = (community: string) =>
    areas.features.filter(
      ({ properties }) => properties.level === 'grid' && properties.community === community,
    );
  return (
    <section className="map-list" aria-label={t.map.list}>
      <p className="quiet">{t.map.counts(points.sites.features.length, points.reports.features.length)}</p>
      {points.reports.features.length > 0 && (
        <details open>
          <summary>
            {t.map.reports} <span className="quiet">{points.reports.features.length}</span>
          </summary>
          <ul>
            {points.reports.features.map(({ properties: report }) => (
              <li key={report.id}>
                <Link
                  to="/reports/$id"
                  params={{ id: report.id }}
                  className={report.overdue ? 'overdue' : ''}
                >
                  {report.category}
                </Link>
                <span className="quiet figures">{report.number}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {communities.map(({ properties: { code, name } }) => (
        <details key={code} open={filters.community === code || undefined}>
          <summary>
            {name}{' '}
            <span className="quiet">
              {t.map.grids} {grids(code).length} · {t.map.sites} {sitesIn(code).length}
            </span>
          </summary>
          <ul>
            {sitesIn(code).map((site) => (
              <li key={site.id}>
                <Link to="/sites/$id" params={{ id: site.id }}>
                  {site.name}
                </Link>
                <span className="quiet">{t.map.people(site.workers)}</span>
              </li>
            ))}
          </ul>
          <p>
            <Link to="/workers" search={{ community: code }}>
              {t.menu.workers}
            </Link>
            {mayOpen && (
              <>
                {' · '}
                <Link to="/reports" search={{ community: code }}>
                  {t.menu.reports}
                </Link>
              </>
            )}
          </p>
        </details>
      ))}
    </section>
  );
}
