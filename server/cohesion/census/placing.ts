/** Puts the sites of a list on the map: claimed community to code, coordinates to WGS84, point to grid. */

import type { Areas } from '../../kernel/divisions/boundaries.ts';
import { type Datum, datums, toWgs84 } from '../../kernel/divisions/datum.ts';
import { contains, type Point } from '../../kernel/divisions/geometry.ts';
import { bareCommunityName } from '../../kernel/divisions/names.ts';
import { gridCode } from '../../kernel/divisions/properties.ts';
import { assign } from '../registration/index.ts';
import type { SiteEntry } from './sites.ts';

type Named = readonly { readonly code: string; readonly name: string }[];

export type PlacedSite = {
  readonly entry: SiteEntry;
  /** WGS84. */
  readonly point: Point | null;
  /** Code of the claimed community; null when none is claimed or the claim is not understood. */
  readonly claimed: string | null;
  readonly assignment: ReturnType<typeof assign>;
};

/** How the datum of a list's coordinates was found: set by staff, named in the file, proved by the claims, or assumed. */
export type DatumChoice = { readonly datum: Datum; readonly by: 'hand' | 'header' | 'claims' | 'assumed' };

/**
 * The community that a claim names: “太和”, “太和社区居委会”, “水泊寺街道太和社区”, a 12-digit code, a grid's code or
 * name. Null when it names none or more than one.
 */
export function claimedCode(claim: string | null, communities: Named): string | null {
  if (!claim) return null;
  const plain = claim.normalize('NFKC').replace(/\s+/g, '');
  const code = /^(\d{12})$/.exec(plain)?.[1] ?? /^(\d{12})-\d{3}$/.exec(gridCode(plain))?.[1];
  if (code) return code;
  const bare = bareCommunityName(plain);
  const exact = communities.filter(({ name }) => bareCommunityName(name) === bare);
  if (exact.length === 1) return exact[0]!.code;
  const inside = communities
    .map(({ code: found, name }) => ({ found, name: bareCommunityName(name) }))
    .filter(({ name }) => name.length >= 2 && plain.includes(name))
    .sort((a, b) => b.name.length - a.name.length);
  const [first, second] = inside;
  return first && (!second || first.name.includes(second.name)) ? first.found : null;
}

/** Decides the datum when nobody has said it: the one that puts most points where their claims are. */
export function chooseDatum(
  sites: readonly SiteEntry[],
  areas: Areas,
  named: Datum | null,
  set?: Datum,
): DatumChoice {
  if (set) return { datum: set, by: 'hand' };
  if (named) return { datum: named, by: 'header' };
  const agreeing = (datum: Datum) =>
    sites.filter(({ coordinates, claim }) => {
      if (!coordinates) return false;
      const point = toWgs84(coordinates, datum);
      const code = claimedCode(claim, areas.communities);
      const own = areas.communities.find((community) => community.code === code)?.area;
      const grids = areas.grids.filter(({ community }) => code === null || community === code);
      return own ? contains(own, point) : grids.some(({ area }) => contains(area, point));
    }).length;
  const counts = datums.map((datum) => ({ datum, agreeing: agreeing(datum) }));
  const best = counts.reduce((a, b) => (b.agreeing > a.agreeing ? b : a));
  const sure = counts.every(({ datum, agreeing: count }) => datum === best.datum || count < best.agreeing);
  return sure ? { datum: best.datum, by: 'claims' } : { datum: 'wgs84', by: 'assumed' };
}

/** Places one site. `known` are communities of the street beyond those with outlines. */
export function placeSite(entry: SiteEntry, areas: Areas, datum: Datum, known: Named = []): PlacedSite {
  const claimed = claimedCode(entry.claim, areas.communities) ?? claimedCode(entry.claim, known);
  const point = entry.coordinates ? toWgs84(entry.coordinates, datum) : null;
  return { entry, point, claimed, assignment: assign(point, claimed, entry.address, areas) };
}
