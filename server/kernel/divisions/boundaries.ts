/**
 * Boundary files: communities and grids as GeoJSON, read, checked and brought to one form.
 * Nothing is repaired in silence: what was put right is a warning, what cannot be right is an error.
 */
import type { Datum } from './datum.ts';
import { readGeometry } from './geojson.ts';
import { type Area, type Box, boxesMeet, boxOf, contains, pointInside } from './geometry.ts';
import { type BoundaryIssue, boundaryIssue } from './issues.ts';
import { sharedMetres, uncoveredMetres } from './overlap.ts';
import { type RawFeature, readFeature } from './properties.ts';

/** A community (12 digits) with its outline, when the file gave one. */
export type Community = {
  readonly code: string;
  readonly name: string;
  readonly area: Area | null;
  readonly box: Box | null;
};
/** A grid: `140213066003-007`, the community it belongs to, and its outline. */
export type Grid = {
  readonly code: string;
  readonly name: string;
  readonly community: string;
  readonly area: Area;
  readonly box: Box;
};
export type Areas = { readonly communities: readonly Community[]; readonly grids: readonly Grid[] };

export type BoundaryOptions = {
  /** Datum of the coordinates in the file; WGS84 unless said otherwise. */
  readonly datum?: Datum;
  /** Communities known from the divisions, for files whose features have a name but no code. */
  readonly known?: readonly { readonly code: string; readonly name: string }[];
};

export type BoundaryRead = {
  /** False when any error was found; then nothing of the file may be stored. */
  readonly ok: boolean;
  readonly areas: Areas;
  readonly errors: readonly BoundaryIssue[];
  readonly warnings: readonly BoundaryIssue[];
};

/** Grids of one community may share this much (m²): rounding of coordinates, no more (domain rules, section 1). */
export const LARGEST_OVERLAP = 1;
/** A gap between grids is worth a word above this (m²). */
const SMALLEST_GAP = 100;
/** Bytes of a boundary file that are accepted. */
const MOST_BYTES = 64 * 1024 * 1024;

type Placed = RawFeature & { readonly area: Area };

function featuresOf(text: string): readonly unknown[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
  const root = parsed as { type?: unknown; features?: unknown } | null;
  if (root?.type === 'FeatureCollection' && Array.isArray(root.features)) return root.features;
  if (root?.type === 'Feature') return [root];
  return null;
}

/** Reads the text of a boundary file. Errors and warnings name the feature and say what to do. */
export function readBoundaries(text: string, options: BoundaryOptions = {}): BoundaryRead {
  const errors: BoundaryIssue[] = [];
  const warnings: BoundaryIssue[] = [];
  const empty: Areas = { communities: [], grids: [] };
  const refuse = (code: BoundaryIssue['code']) => ({
    ok: false,
    areas: empty,
    errors: [boundaryIssue(code, '')],
    warnings,
  });
  if (text.length > MOST_BYTES) return refuse('file_too_large');
  const features = featuresOf(text);
  if (!features) return refuse('not_geojson');

  const placed: Placed[] = [];
  features.forEach((feature, at) => {
    const raw = readFeature(feature, at, options.known ?? []);
    if (raw.level === 'other') {
      warnings.push(boundaryIssue('feature_skipped', raw.label));
      return;
    }
    const read = readGeometry((feature as { geometry?: unknown } | null)?.geometry, options.datum ?? 'wgs84');
    if (!read.ok) {
      errors.push(boundaryIssue(read.fault, raw.label, read.at ? read.at.join(', ') : ''));
      return;
    }
    if (read.swapped) warnings.push(boundaryIssue('coordinates_swapped', raw.label));
    placed.push({ ...raw, area: read.area });
  });

  const communities = gatherCommunities(placed, errors);
  const grids = gatherGrids(placed, communities, errors);
  for (const grid of grids) {
    if (communities.some(({ code }) => code === grid.community)) continue;
    const name = options.known?.find(({ code }) => code === grid.community)?.name ?? grid.community;
    communities.push({ code: grid.community, name, area: null, box: null });
  }
  if (communities.length === 0 && grids.length === 0 && errors.length === 0) return refuse('no_areas');
  checkOverlaps(grids, errors, warnings);
  checkGaps(communities, grids, warnings);
  const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1);
  return {
    ok: errors.length === 0,
    areas: { communities: communities.sort(byCode), grids: grids.sort(byCode) },
    errors,
    warnings,
  };
}

function gatherCommunities(placed: readonly Placed[], errors: BoundaryIssue[]): Community[] {
  const found = new Map<string, Community>();
  for (const { level, code, name, label, area } of placed) {
    if (level !== 'community') continue;
    if (!code) errors.push(boundaryIssue('code_missing', label));
    else if (found.has(code)) errors.push(boundaryIssue('code_twice', label, code));
    else found.set(code, { code, name: name || code, area, box: boxOf(area) });
  }
  return [...found.values()];
}

/** The community of a grid: from its code, else as the file says, else by where its middle lies. */
function communityOf(grid: Placed, communities: readonly Community[]): string | null {
  const coded = grid.code?.match(/^(\d{12})-\d{3}$/)?.[1];
  if (coded) return coded;
  if (grid.community) return grid.community;
  const middle = pointInside(grid.area);
  if (!middle) return null;
  return communities.find(({ area }) => area && contains(area, middle))?.code ?? null;
}

function gatherGrids(
  placed: readonly Placed[],
  communities: readonly Community[],
  errors: BoundaryIssue[],
): Grid[] {
  const found = new Map<string, Grid>();
  const nextNumber = new Map<string, number>();
  for (const feature of placed) {
    if (feature.level !== 'grid') continue;
    const community = communityOf(feature, communities);
    if (!community) {
      errors.push(boundaryIssue('community_unknown', feature.label));
      continue;
    }
    const number = (nextNumber.get(community) ?? 0) + 1;
    nextNumber.set(community, number);
    const code = feature.code ?? `${community}-${String(feature.number ?? number).padStart(3, '0')}`;
    if (found.has(code)) errors.push(boundaryIssue('code_twice', feature.label, code));
    else
      found.set(code, {
        code,
        name: feature.name || code,
        community,
        area: feature.area,
        box: boxOf(feature.area),
      });
  }
  return [...found.values()];
}

function checkOverlaps(grids: readonly Grid[], errors: BoundaryIssue[], warnings: BoundaryIssue[]): void {
  const sorted = [...grids].sort((a, b) => a.box[0] - b.box[0]);
  let open: Grid[] = [];
  for (const grid of sorted) {
    open = open.filter((other) => other.box[2] >= grid.box[0]);
    for (const other of open) {
      if (!boxesMeet(other.box, grid.box)) continue;
      const shared = sharedMetres(other.area, grid.area);
      if (shared <= LARGEST_OVERLAP) continue;
      const [first, second] = [other, grid].sort((a, b) => (a.code < b.code ? -1 : 1));
      const issue = boundaryIssue(
        grid.community === other.community ? 'grids_overlap' : 'communities_overlap',
        `${first!.name}（${first!.code}）、${second!.name}（${second!.code}）`,
        `${Math.round(shared)}`,
      );
      (grid.community === other.community ? errors : warnings).push(issue);
    }
    open.push(grid);
  }
}

function checkGaps(
  communities: readonly Community[],
  grids: readonly Grid[],
  warnings: BoundaryIssue[],
): void {
  for (const { code, name, area } of communities) {
    const parts = grids.filter(({ community }) => community === code);
    if (parts.length === 0) {
      if (grids.length > 0) warnings.push(boundaryIssue('no_grids', `${name}（${code}）`));
      continue;
    }
    if (!area) continue;
    const gap = uncoveredMetres(
      area,
      parts.map((grid) => grid.area),
    );
    if (gap > SMALLEST_GAP) warnings.push(boundaryIssue('gap', `${name}（${code}）`, `${Math.round(gap)}`));
  }
}
