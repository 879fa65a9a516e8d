/** Coordinates as offices write them: decimal degrees, degrees with minutes and seconds, one column or two. */
import { inChina, longitudeFirst } from '../../kernel/divisions/datum.ts';
import type { Point } from '../../kernel/divisions/geometry.ts';
import { plainText } from './normalise.ts';

const sexagesimal =
  /(\d{1,3})\s*[°度]\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′’分]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:["″”秒]|'')?)?/g;

/** All degrees in a text, in order. */
function degreesIn(text: string): readonly number[] {
  const plain = plainText(text.replace(/″/g, '"').replace(/′/g, "'"));
  if (/[°度]/.test(plain)) {
    return [...plain.matchAll(/(\d{1,3}\.\d+)\s*[°度](?!\s*\d)|(\d{1,3})\s*[°度]/g)].some((match) => match[1])
      ? [...plain.matchAll(/\d{1,3}\.\d+/g)].map(Number)
      : [...plain.matchAll(sexagesimal)].map(
          ([, d, m, s]) => Number(d) + Number(m ?? 0) / 60 + Number(s ?? 0) / 3600,
        );
  }
  return [...plain.matchAll(/\d{1,3}(?:\.\d+)?/g)].map(Number);
}

/** A pair from one cell (“113.34,40.09”) or from two; latitude-first pairs are put right. Null when it is no place in China. */
export function coordinatesOf(first: string, second = ''): Point | null {
  const numbers = second === '' ? degreesIn(first) : [degreesIn(first)[0], degreesIn(second)[0]];
  const [a, b] = numbers;
  if (a === undefined || b === undefined) return null;
  const point = longitudeFirst([a, b]);
  return inChina(point) ? point : null;
}
