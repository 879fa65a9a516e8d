/** Opens the map when it is wanted; where it can't be shown, says so and offers the list. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { LngLat } from '../../place/inside.ts';
import { t } from '../../session/language.ts';
import { areas, tiles } from './reference.ts';

interface MapPickerProps {
  start: LngLat | null;
  onPicked: (point: LngLat) => void;
  onClose: () => void;
  onFailed: () => void;
}

const hasWebGl2 = (): boolean => {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null;
  } catch {
    return false;
  }
};

export function MapPicker({ start, onPicked, onClose, onFailed }: MapPickerProps) {
  const place = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  // The map opens once, where the pin was then; later pins come from itself.
  const opening = useRef({ start, onPicked });
  opening.current.onPicked = onPicked;
  useEffect(() => {
    let closed = false;
    let close = () => {};
    const open = async () => {
      if (!hasWebGl2()) throw new Error('no WebGL2');
      const { openMap } = await import('../../map/map.ts');
      if (closed || !place.current) return;
      close = openMap(place.current, {
        areas: areas.value,
        tiles: tiles.value,
        start: opening.current.start,
        onPicked: (point) => opening.current.onPicked(point),
        onFailed: () => setFailed(true),
      });
    };
    open().catch(() => setFailed(true));
    return () => {
      closed = true;
      close();
    };
  }, []);
  if (failed)
    return (
      <div class="note" role="alert">
        <p>{t().map.failed}</p>
        <p>{t().map.failedIs}</p>
        <button type="button" class="button button-plain button-small" onClick={onFailed}>
          {t().map.communities}
        </button>
      </div>
    );
  return (
    <div class="map-box">
      <p class="quiet">{t().map.how}</p>
      <div class="map" ref={place} role="application" aria-label={t().map.title} />
      <button type="button" class="button button-small" onClick={onClose}>
        {t().map.use}
      </button>
    </div>
  );
}
