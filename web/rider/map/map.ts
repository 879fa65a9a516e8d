/** The map of the street: outlines of communities and grids, and one pin. Loaded only when a map opens. */
import {
  AttributionControl,
  LngLatBounds,
  Map as MapLibre,
  Marker,
  NavigationControl,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Areas } from '../../../server/cohesion/census/contract.ts';
import { bounds, type LngLat } from '../place/inside.ts';
import { styleOf } from './style.ts';

setWorkerUrl(new URL(workerUrl, location.href).href);

interface MapOptions {
  areas: Areas | null;
  /** tile URL template, null = outlines only */
  tiles: string | null;
  start: LngLat | null;
  onPicked: (point: LngLat) => void;
  onFailed: () => void;
}

/** Draws the map into `box`; a tap or a drag moves the pin. Answers how to close it. */
export function openMap(
  box: HTMLElement,
  { areas, tiles, start, onPicked, onFailed }: MapOptions,
): () => void {
  const around = areas && bounds(areas);
  const view = start
    ? { center: [start.lng, start.lat] as [number, number], zoom: tiles ? 15.5 : 13.4 }
    : around
      ? { bounds: new LngLatBounds(around), fitBoundsOptions: { padding: 16 } }
      : { center: [113.37, 40.09] as [number, number], zoom: 12 };
  const map = new MapLibre({
    container: box,
    style: styleOf(areas, tiles, matchMedia('(prefers-color-scheme: dark)').matches),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    ...view,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  if (tiles) map.addControl(new AttributionControl({ compact: true }));
  const pin = new Marker({ color: '#c2410c', draggable: true });
  const put = (point: LngLat) => pin.setLngLat(point).addTo(map);
  const pick = ({ lng, lat }: LngLat) =>
    onPicked({ lng: Math.round(lng * 1e6) / 1e6, lat: Math.round(lat * 1e6) / 1e6 });
  if (start) put(start);
  map.on('click', ({ lngLat }) => {
    put(lngLat);
    pick(lngLat);
  });
  pin.on('dragend', () => pick(pin.getLngLat()));
  for (const { name, at } of namesOf(areas)) label(map, name, at);
  map.on('webglcontextlost', onFailed);
  return () => map.remove();
}

function label(map: MapLibre, name: string, at: [number, number]): void {
  const element = document.createElement('span');
  element.className = 'map-name';
  element.textContent = name;
  new Marker({ element }).setLngLat(at).addTo(map);
}

/** Each community's name at the middle of its outline. */
function namesOf(areas: Areas | null): { name: string; at: [number, number] }[] {
  return (areas?.features ?? [])
    .filter(({ properties, geometry }) => properties.level === 'community' && geometry)
    .flatMap((feature) => {
      const box = bounds({ type: 'FeatureCollection', features: [feature] });
      return box
        ? [
            {
              name: feature.properties.name,
              at: [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] as [number, number],
            },
          ]
        : [];
    });
}
