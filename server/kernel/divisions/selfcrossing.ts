/** Finds where a ring crosses itself. Edges are swept from west to east, so long rings stay quick. */
import type { Point, Ring } from './geometry.ts';

type Edge = { readonly at: number; readonly a: Point; readonly b: Point; west: number; east: number };

/** On which side of the line a–b the point c lies: 1, −1 or 0. */
const side = (a: Point, b: Point, c: Point) =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));

function within(a: Point, b: Point, p: Point): boolean {
  return (
    Math.min(a[0], b[0]) <= p[0] &&
    p[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= p[1] &&
    p[1] <= Math.max(a[1], b[1])
  );
}

/** Whether two closed segments share a point. */
function meet(p: Edge, q: Edge): boolean {
  const s1 = side(p.a, p.b, q.a);
  const s2 = side(p.a, p.b, q.b);
  const s3 = side(q.a, q.b, p.a);
  const s4 = side(q.a, q.b, p.b);
  if (s1 * s2 < 0 && s3 * s4 < 0) return true;
  return (
    (s1 === 0 && within(p.a, p.b, q.a)) ||
    (s2 === 0 && within(p.a, p.b, q.b)) ||
    (s3 === 0 && within(q.a, q.b, p.a)) ||
    (s4 === 0 && within(q.a, q.b, p.b))
  );
}

/** Neighbours share one end; they fault only when the second folds back onto the first. */
function foldsBack(p: Edge, q: Edge): boolean {
  const shared = p.b;
  const from = p.a;
  const to = q.b;
  if (side(from, shared, to) !== 0) return false;
  return (from[0] - shared[0]) * (to[0] - shared[0]) + (from[1] - shared[1]) * (to[1] - shared[1]) > 0;
}

/**
 * A point where a closed ring crosses, touches or runs back over itself, or null for a simple ring.
 * The ring must be closed and free of repeated neighbours.
 */
export function selfCrossing(ring: Ring): Point | null {
  const count = ring.length - 1;
  const edges: Edge[] = [];
  for (let at = 0; at < count; at++) {
    const a = ring[at]!;
    const b = ring[at + 1]!;
    edges.push({ at, a, b, west: Math.min(a[0], b[0]), east: Math.max(a[0], b[0]) });
  }
  const sorted = [...edges].sort((p, q) => p.west - q.west);
  let open: Edge[] = [];
  for (const edge of sorted) {
    open = open.filter((other) => other.east >= edge.west);
    for (const other of open) {
      const [first, second] = edge.at < other.at ? [edge, other] : [other, edge];
      const gap = second.at - first.at;
      const next =
        gap === 1 ? ([first, second] as const) : gap === count - 1 ? ([second, first] as const) : null;
      if (next ? foldsBack(...next) : meet(first, second)) return other.a;
    }
    open.push(edge);
  }
  return null;
}
