/** How the map looks: our own outline in the colours of the tokens, over tiles where there are some. */
import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';
import { colour } from '../app/theme.ts';
import type { MapLayer } from './street-map.tsx';

/** The drawn layers behind each switch. */
export const LAYERS_OF: Record<MapLayer, string[]> = {
  communities: ['community-fill', 'community-line'],
  grids: ['grid-line'],
  sites: ['sites'],
  reports: ['reports'],
  labels: ['community-name', 'grid-name'],
};

const level = (name: 'community' | 'grid'): ExpressionSpecification => ['==', ['get', 'level'], name];
/** Neighbouring communities in different pale colours, by the last digits of their code. */
const tint = (): ExpressionSpecification => [
  'match',
  ['%', ['to-number', ['slice', ['get', 'code'], 9, 12]], 4],
  0,
  colour('--info-ground'),
  1,
  colour('--good-ground'),
  2,
  colour('--action-ground'),
  colour('--learning-ground'),
];
const EMPTY = { type: 'geojson' as const, data: { type: 'FeatureCollection' as const, features: [] } };

export function styleOf(tiles: string | null): StyleSpecification {
  const [ground, surface, text, quiet] = ['--ground', '--surface', '--text', '--quiet'].map(colour) as [
    string,
    string,
    string,
    string,
  ];
  const [teal, orange, red] = ['--info', '--action', '--danger'].map(colour) as [string, string, string];
  const name = (size: number, minzoom: number) => ({
    type: 'symbol' as const,
    source: 'labels',
    minzoom,
    layout: {
      'text-field': ['get', 'name'] as ExpressionSpecification,
      'text-size': size,
      'text-font': ['sans-serif'],
    },
  });
  return {
    version: 8,
    sources: {
      ...(tiles ? { tiles: { type: 'raster' as const, tiles: [tiles], tileSize: 256 } } : {}),
      areas: EMPTY,
      borders: EMPTY,
      labels: EMPTY,
      sites: EMPTY,
      reports: EMPTY,
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': ground } },
      ...(tiles ? [{ id: 'tiles', type: 'raster' as const, source: 'tiles' }] : []),
      {
        id: 'community-fill',
        type: 'fill',
        source: 'areas',
        filter: level('community'),
        paint: { 'fill-color': tint(), 'fill-opacity': tiles ? 0.35 : 1 },
      },
      {
        id: 'grid-line',
        type: 'line',
        source: 'areas',
        filter: level('grid'),
        paint: { 'line-color': quiet, 'line-width': 1, 'line-dasharray': [3, 2], 'line-opacity': 0.7 },
      },
      {
        id: 'community-line',
        type: 'line',
        source: 'borders',
        paint: { 'line-color': teal, 'line-width': 2 },
      },
      { id: 'grid-name', ...name(11, 14.2), filter: level('grid'), paint: { 'text-color': quiet } },
      {
        id: 'sites',
        type: 'circle',
        source: 'sites',
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['get', 'workers'], 0, 5, 60, 13],
          'circle-color': teal,
          'circle-opacity': 0.75,
          'circle-stroke-width': ['case', ['get', 'flagged'], 3, 1],
          'circle-stroke-color': ['case', ['get', 'flagged'], orange, surface],
        },
      },
      {
        id: 'reports',
        type: 'circle',
        source: 'reports',
        paint: {
          'circle-radius': 7,
          'circle-color': ['case', ['get', 'overdue'], red, orange],
          'circle-stroke-width': 2,
          'circle-stroke-color': surface,
        },
      },
      {
        id: 'community-name',
        ...name(14, 0),
        filter: level('community'),
        paint: { 'text-color': text, 'text-halo-color': surface, 'text-halo-width': 1.5 },
      },
    ],
  };
}
