/** Draws the street's own outline with MapLibre: communities, grids, sites, open reports, one movable pin. */
import 'maplibre-gl/dist/maplibre-gl.css';
import type * as GeoJSON from 'geojson';
import * as maplibre from 'maplibre-gl';
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Areas } from '../../../server/cohesion/census/contract.ts';
import { boundsOf, communityBorders, labelPoints } from './map-geometry.ts';
import { LAYERS_OF, styleOf } from './map-style.ts';
import type { MapLayer } from './street-map.tsx';

maplibre.setWorkerUrl(worker);

export interface MapPoints {
  sites: GeoJSON.FeatureCollection<GeoJSON.Point>;
  reports: GeoJSON.FeatureCollection<GeoJSON.Point>;
}
export interface Pin {
  lng: number;
  lat: number;
  /** called with the new place; the pin cannot be moved without it */
  move?: (point: { lng: number; lat: number }) => void;
}
export interface MapHandle {
  showPoints: (points: MapPoints) => void;
  hide: (hidden: readonly MapLayer[]) => void;
  setPin: (pin: Pin | null) => void;
  remove: () => void;
}

/** Rejects where the browser has no WebGL. */
export async function drawMap(
  container: HTMLElement,
  areas: Areas,
  tiles: string | null,
  pick: (kind: 'site' | 'report', id: string) => void,
): Promise<MapHandle> {
  const map = new maplibre.Map({
    container,
    style: styleOf(tiles),
    bounds: boundsOf(areas),
    fitBoundsOptions: { padding: 32 },
    attributionControl: tiles ? { compact: true } : false,
    dragRotate: false,
    pitchWithRotate: false,
    canvasContextAttributes: { preserveDrawingBuffer: true },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new maplibre.ScaleControl({}), 'bottom-left');
  await new Promise<void>((loaded) => map.once('load', () => loaded()));
  const fill = (source: string, shown: GeoJSON.FeatureCollection) =>
    map.getSource<maplibre.GeoJSONSource>(source)?.setData(shown);
  fill('areas', areas as GeoJSON.FeatureCollection);
  fill('borders', communityBorders(areas));
  fill('labels', labelPoints(areas));
  for (const kind of ['site', 'report'] as const) {
    map.on('click', `${kind}s`, ({ features }) => {
      const id = features?.[0]?.properties.id;
      if (id) pick(kind, id);
    });
    map.on('mouseenter', `${kind}s`, () => {
      map.getCanvas().style.cursor = 'pointer';
    });
    map.on('mouseleave', `${kind}s`, () => {
      map.getCanvas().style.cursor = '';
    });
  }
  return {
    showPoints: ({ sites, reports }) => {
      fill('sites', sites);
      fill('reports', reports);
    },
    hide: (hidden) => {
      for (const [name, layers] of Object.entries(LAYERS_OF))
        for (const layer of layers)
          map.setLayoutProperty(layer, 'visibility', hidden.includes(name as MapLayer) ? 'none' : 'visible');
    },
    setPin: pinOn(map),
    remove: () => map.remove(),
  };
}

function pinOn(map: maplibre.Map): MapHandle['setPin'] {
  let marker: maplibre.Marker | null = null;
  let moving: Pin['move'];
  const report = (place: maplibre.LngLat) => moving?.({ lng: round(place.lng), lat: round(place.lat) });
  map.on('click', ({ lngLat }) => report(lngLat));
  return (pin) => {
    moving = pin?.move;
    if (!pin) {
      marker?.remove();
      marker = null;
      return;
    }
    if (!marker) {
      marker = new maplibre.Marker({ color: '#c2410c' }).setLngLat(pin).addTo(map);
      marker.on('dragend', () => marker && report(marker.getLngLat()));
      map.jumpTo({ center: pin, zoom: Math.max(map.getZoom(), 15) });
    }
    marker.setLngLat(pin).setDraggable(pin.move !== undefined);
  };
}

/** A tenth of a metre is enough. */
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
