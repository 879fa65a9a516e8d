/** 网格地图: communities, grids, sites and open reports; the same beside it as a list. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { useMemo } from 'react';
import { areasQuery } from '../../app/areas.ts';
import { ask, from } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { useFilters } from '../../app/search.ts';
import { useMayVisit, useSession } from '../../app/session.tsx';
import { Page } from '../../parts/page.tsx';
import { Failing, Nothing } from '../../parts/states.tsx';
import { type MapLayer, StreetMap } from '../../parts/street-map.tsx';
import { MapList } from './map-list.tsx';

const LAYERS: readonly MapLayer[] = ['communities', 'grids', 'sites', 'reports', 'labels'];

export default function MapPage() {
  const { t } = useSpeech();
  const { me } = useSession();
  const may = useMayVisit();
  const go = useNavigate();
  const [filters, filter] = useFilters();
  const areas = useQuery({ ...areasQuery(me.street.code), staleTime: 300_000 });
  const shown = useQuery({
    ...from(['map'], (signal) => ask('GET /api/v1/map', { signal })),
    refetchInterval: 60_000,
  });
  const off = filters.off ?? '';
  const hidden = useMemo(() => LAYERS.filter((layer) => off.split('.').includes(layer)), [off]);
  const toggle = (layer: MapLayer, on: boolean) => {
    const next = LAYERS.filter((other) => (other === layer ? !on : hidden.includes(other)));
    filter({ off: next.join('.') || undefined });
  };
  const pick = (kind: 'site' | 'report', id: string) =>
    kind === 'site'
      ? go({ to: '/sites/$id', params: { id } })
      : may('/reports') && go({ to: '/reports/$id', params: { id } });
  return (
    <Page
      title={t.map.title}
      filters={
        <fieldset className="layers">
          <legend className="quiet">{t.map.layers}</legend>
          {LAYERS.map((layer) => (
            <Checkbox
              key={layer}
              checked={!hidden.includes(layer)}
              onChange={({ target }) => toggle(layer, target.checked)}
            >
              <span className={`legend legend-${layer}`} /> {t.map[layer]}
            </Checkbox>
          ))}
        </fieldset>
      }
    >
      {shown.error && <Failing failure={shown.error} retry={() => shown.refetch()} />}
      {areas.data?.features.length === 0 ? (
        <Nothing title={t.map.empty} hint={t.map.emptyHint}>
          {may('/imports') && <Link to="/imports">{t.map.importAreas}</Link>}
        </Nothing>
      ) : (
        <div className="map-page">
          <StreetMap points={shown.data} hidden={hidden} pick={pick} label={t.map.label} />
          {areas.data && shown.data && <MapList areas={areas.data} points={shown.data} />}
        </div>
      )}
    </Page>
  );
}
