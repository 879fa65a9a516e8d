/**
 * Assignment (适配) of a work site, and through it of its workers, to a community and a grid.
 * Pure: the same point, claim, address and areas always give the same answer and the same reason.
 */

import type { Areas, Grid } from '../../kernel/divisions/boundaries.ts';
import { contains, metresToArea, type Point } from '../../kernel/divisions/geometry.ts';
import { bareCommunityName } from '../../kernel/divisions/names.ts';

/** Why a site is where it is; in the order in which the rules are tried. */
export type AssignmentReason =
  | 'in_grid'
  | 'in_community'
  | 'near_grid'
  | 'claimed'
  | 'named_in_address'
  | 'unassigned';

export type Assignment = {
  /** 12-digit code, null when unassigned. */
  readonly community: string | null;
  /** Grid code, null when only the community is known. */
  readonly grid: string | null;
  /** Somebody should look at it. */
  readonly flagged: boolean;
  readonly reason: AssignmentReason;
  /** True when the claim names another community than the point; the point wins. */
  readonly disagrees: boolean;
  readonly evidence: {
    readonly point: Point | null;
    readonly claimed: string | null;
    /** Metres from the point to the grid, for `near_grid`. */
    readonly metres: number | null;
    /** All grids at the same distance or holding the point, lowest code first. */
    readonly candidates: readonly string[];
    /** Name found in the address, for `named_in_address`. */
    readonly named: string | null;
  };
};

/** A point outside every community counts to a grid no further than this (metres; domain rules, section 2). */
export const NEAR_GRID_METRES = 200;
/** Grids whose distances differ by less (metres) are equally near. */
const SAME_DISTANCE = 0.01;

/**
 * Assigns a point (WGS84) by the domain rules: inside or on the edge of a grid, else inside a community, else within
 * 200 m of a grid, else the claimed community, else one named in the address, else nothing.
 */
export function assign(
  point: Point | null,
  claimedCommunity: string | null,
  address: string | null,
  areas: Areas,
): Assignment {
  const found = (point && byPoint(point, areas)) ?? byWords(claimedCommunity, address, areas);
  const { community, grid, flagged, reason, metres, candidates, named } = found;
  const pointDecided = reason === 'in_grid' || reason === 'in_community' || reason === 'near_grid';
  return {
    community,
    grid,
    flagged,
    reason,
    disagrees: pointDecided && claimedCommunity !== null && claimedCommunity !== community,
    evidence: { point, claimed: claimedCommunity, metres, candidates, named },
  };
}

type Found = Pick<Assignment, 'community' | 'grid' | 'flagged' | 'reason'> &
  Pick<Assignment['evidence'], 'metres' | 'candidates' | 'named'>;

const nothing = { metres: null, candidates: [], named: null } as const;
const lowestCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1);

function byPoint(point: Point, areas: Areas): Found | null {
  const [lng, lat] = point;
  const holding = areas.grids
    .filter(({ box }) => inBox(box, lng, lat, 1e-7))
    .filter(({ area }) => contains(area, point))
    .sort(lowestCode);
  const [grid] = holding;
  if (grid) {
    const candidates = holding.map(({ code }) => code);
    return {
      ...nothing,
      community: grid.community,
      grid: grid.code,
      flagged: false,
      reason: 'in_grid',
      candidates,
    };
  }
  const community = areas.communities
    .filter(({ area, box }) => area && box && inBox(box, lng, lat, 1e-7) && contains(area, point))
    .sort(lowestCode)[0];
  if (community)
    return { ...nothing, community: community.code, grid: null, flagged: true, reason: 'in_community' };
  return nearest(point, areas.grids);
}

function nearest(point: Point, grids: readonly Grid[]): Found | null {
  const near = grids
    .filter(({ box }) => inBox(box, point[0], point[1], 0.005))
    .map((grid) => ({ grid, code: grid.code, metres: metresToArea(point, grid.area) }))
    .filter(({ metres }) => metres <= NEAR_GRID_METRES);
  if (near.length === 0) return null;
  const least = Math.min(...near.map(({ metres }) => metres));
  const equal = near.filter(({ metres }) => metres - least < SAME_DISTANCE).sort(lowestCode);
  const { grid, metres } = equal[0]!;
  return {
    ...nothing,
    community: grid.community,
    grid: grid.code,
    flagged: true,
    reason: 'near_grid',
    metres: Math.round(metres * 10) / 10,
    candidates: equal.map(({ code }) => code),
  };
}

function inBox([west, south, east, north]: Grid['box'], lng: number, lat: number, margin: number): boolean {
  return lng >= west - margin && lng <= east + margin && lat >= south - margin && lat <= north + margin;
}

function byWords(claimed: string | null, address: string | null, areas: Areas): Found {
  if (claimed) return { ...nothing, community: claimed, grid: null, flagged: true, reason: 'claimed' };
  const named = address ? namedIn(address, areas) : null;
  if (named)
    return {
      ...nothing,
      community: named.code,
      grid: null,
      flagged: true,
      reason: 'named_in_address',
      named: named.name,
    };
  return { ...nothing, community: null, grid: null, flagged: true, reason: 'unassigned' };
}

/**
 * The community that an address names: its full name, or its short name with 小区 / 社区 / 村 behind it. A street such
 * as 太和路 names no community. The longest name wins, then the lowest code.
 */
function namedIn(address: string, areas: Areas): { code: string; name: string } | null {
  const text = address.normalize('NFKC').replace(/\s+/g, '');
  const found = areas.communities.flatMap(({ code, name }) => {
    const bare = bareCommunityName(name);
    const full = name.normalize('NFKC').replace(/\s+/g, '');
    const ways = [full === bare ? '' : full, `${bare}社区`, `${bare}村`, `${bare}小区`, `${bare}居委会`];
    const way = ways.find((words) => words.length > 2 && text.includes(words));
    return way ? [{ code, name: way, length: bare.length }] : [];
  });
  found.sort((a, b) => b.length - a.length || lowestCode(a, b));
  return found[0] ?? null;
}
