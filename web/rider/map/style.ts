/** What the map looks like: our own outlines, over tiles where the installation has some. */
import type { StyleSpecification } from 'maplibre-gl';
import type { Areas } from '../../../server/cohesion/census/contract.ts';

export function styleOf(areas: Areas | null, tiles: string | null, dark: boolean): StyleSpecification {
  const [ground, fill, line] = dark ? ['#211e1b', '#12302f', '#5cc8da'] : ['#f0ede9', '#e6f4f6', '#0b7285'];
  return {
    version: 8,
    sources: {
      areas: {
        type: 'geojson',
        data: {
          type: 'FeatureCollection',
          features: (areas?.features ?? []).flatMap((area) =>
            area.geometry ? [{ ...area, geometry: area.geometry }] : [],
          ),
        },
      },
      ...(tiles ? { tiles: { type: 'raster', tiles: [tiles], tileSize: 256 } as const } : {}),
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': ground } },
      ...(tiles ? [{ id: 'tiles', type: 'raster', source: 'tiles' } as const] : []),
      {
        id: 'communities',
        type: 'fill',
        source: 'areas',
        filter: ['==', ['get', 'level'], 'community'],
        paint: { 'fill-color': fill, 'fill-opacity': tiles ? 0.3 : 1 },
      },
      {
        id: 'grids',
        type: 'line',
        source: 'areas',
        filter: ['==', ['get', 'level'], 'grid'],
        paint: { 'line-color': line, 'line-width': 1, 'line-opacity': 0.6 },
      },
      {
        id: 'borders',
        type: 'line',
        source: 'areas',
        filter: ['==', ['get', 'level'], 'community'],
        paint: { 'line-color': line, 'line-width': 1.8 },
      },
    ],
  };
}
