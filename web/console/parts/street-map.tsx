/** The street as a map; the engine (MapLibre) comes only when a map is opened. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { areasQuery } from '../app/areas.ts';
import { useSpeech } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import type { MapHandle, MapPoints, Pin } from './map-engine.ts';
import { Failing, Waiting } from './states.tsx';

export type MapLayer = 'communities' | 'grids' | 'sites' | 'reports' | 'labels';

interface Given {
  points?: MapPoints;
  hidden?: readonly MapLayer[];
  /** a site or report was clicked */
  pick?: (kind: 'site' | 'report', id: string) => void;
  /** a point that can be moved, or is only shown */
  pin?: Pin | null;
  label: string;
}

export function StreetMap({ points, hidden = [], pick, pin, label }: Given) {
  const { t } = useSpeech();
  const { me, start } = useSession();
  const areas = useQuery({ ...areasQuery(me.street.code), staleTime: 300_000 });
  const holder = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapHandle | null>(null);
  const [unable, setUnable] = useState(false);
  const picking = useRef(pick);
  picking.current = pick;
  const outline = areas.data;

  useEffect(() => {
    if (!outline || !holder.current) return;
    let gone = false;
    let made: MapHandle | null = null;
    const container = holder.current;
    import('./map-engine.ts')
      .then(({ drawMap }) =>
        drawMap(container, outline, start.tiles, (kind, id) => picking.current?.(kind, id)),
      )
      .then((handle) => {
        made = handle;
        if (gone) handle.remove();
        else setMap(handle);
      })
      .catch(() => setUnable(true));
    return () => {
      gone = true;
      made?.remove();
      setMap(null);
    };
  }, [outline, start.tiles]);
  useEffect(() => {
    if (points) map?.showPoints(points);
  }, [map, points]);
  useEffect(() => map?.hide(hidden), [map, hidden]);
  useEffect(() => map?.setPin(pin ?? null), [map, pin]);

  if (areas.error) return <Failing failure={areas.error} retry={() => areas.refetch()} />;
  if (unable) return <p className="map-unable">{t.map.unavailable}</p>;
  return (
    <div className="map-frame">
      {!map && <Waiting rows={6} />}
      <div ref={holder} className="map-holder" role="application" aria-label={label} />
    </div>
  );
}
