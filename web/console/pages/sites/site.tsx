/** One site: where it is, why it belongs there, moving its point, its poster. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useMemo, useState } from 'react';
import type { SiteRow } from '../../../../server/cohesion/census/contract.ts';
import { useSpeech } from '../../app/language.tsx';
import { LEDGER_KEEPERS } from '../../app/places.ts';
import { useFilters } from '../../app/search.ts';
import { holds, useSession } from '../../app/session.tsx';
import { useKeys } from '../../parts/keys.tsx';
import { Failing, Nothing, Waiting } from '../../parts/states.tsx';
import { StreetMap } from '../../parts/street-map.tsx';
import { MoveSite } from './move-site.tsx';
import { sitesQuery } from './sites-query.ts';

export default function SiteDrawer() {
  const { id } = useParams({ from: '/sites/$id' });
  const { t } = useSpeech();
  const [filters] = useFilters();
  const go = useNavigate();
  const sites = useQuery(sitesQuery);
  const site = sites.data?.sites.find((one) => one.id === id);
  return (
    <Drawer
      open
      onClose={() => go({ to: '/sites', search: { ...filters, edit: undefined } })}
      size={760}
      title={site?.name ?? t.sites.title}
    >
      {sites.error && <Failing failure={sites.error} retry={() => sites.refetch()} />}
      {sites.isPending && <Waiting />}
      {sites.data && !site && <Nothing title={t.states.notFound} />}
      {site && <Shown site={site} key={site.id} />}
    </Drawer>
  );
}

function Shown({ site }: { site: SiteRow }) {
  const { t, say } = useSpeech();
  const { me } = useSession();
  const mayMove = holds(me, ['street_admin']);
  const [filters] = useFilters();
  const [moving, move] = useState(mayMove && filters.edit === 'true');
  const pin = useMemo(() => site.point, [site.point]);
  useKeys(mayMove ? [{ key: 'e', what: t.sites.move, run: () => move(true) }] : [], { over: true });
  return (
    <div className="person">
      <dl className="facts facts-two">
        <div>
          <dt>{t.sites.found}</dt>
          <dd>
            {site.community?.name ?? t.common.unassigned} · {site.grid?.name ?? t.workers.noGrid}
            <details className="why">
              <summary>{t.common.why}</summary>
              <p>{say(site.why)}</p>
            </details>
          </dd>
        </div>
        <div>
          <dt>{t.sites.claimed}</dt>
          <dd>
            {site.claimed?.name ?? '—'} {site.disagrees && <strong>{t.sites.disagrees}</strong>}
          </dd>
        </div>
        <div>
          <dt>{t.sites.address}</dt>
          <dd>{site.address ?? '—'}</dd>
        </div>
        <div>
          <dt>{t.sites.manager}</dt>
          <dd>{site.manager ?? '—'}</dd>
        </div>
        <div>
          <dt>{t.sites.workers}</dt>
          <dd>
            <Link to="/workers" search={{ site: site.id }}>
              {t.map.people(site.workers)}，{t.sites.showWorkers}
            </Link>
          </dd>
        </div>
        {holds(me, LEDGER_KEEPERS) && (
          <div>
            <dt>{t.sites.poster}</dt>
            <dd>
              <Link to="/sites/$id/poster" params={{ id: site.id }}>
                {t.sites.posterPrint}
              </Link>
            </dd>
          </div>
        )}
      </dl>
      {moving ? (
        <MoveSite site={site} done={() => move(false)} />
      ) : (
        <>
          {mayMove && (
            <div className="buttons">
              <Button onClick={() => move(true)}>{t.sites.move}</Button>
            </div>
          )}
          <StreetMap pin={pin} label={`${t.map.label}：${site.name}`} />
        </>
      )}
    </div>
  );
}
