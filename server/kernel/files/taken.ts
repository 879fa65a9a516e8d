// When and where a photo was taken, as its own EXIF says: offered to the sender, never kept in the file.
import exifr from 'exifr';
import { ZONE } from '../time/working-time.ts';

/** `takenAt` is UTC ISO 8601; `takenPlace` WGS84 degrees. Each only where the file tells it plausibly. */
export interface Taken {
  readonly takenAt?: string;
  readonly takenPlace?: { readonly lng: number; readonly lat: number };
}

/** Reads a raw EXIF block (with or without the `Exif\0\0` prefix); unreadable blocks tell nothing. */
export async function takenOf(exif: Buffer | undefined): Promise<Taken> {
  if (!exif) return {};
  const block = exif.subarray(0, 4).toString('latin1') === 'Exif' ? exif.subarray(6) : exif;
  const tags: unknown = await exifr
    .parse(block, { tiff: true, exif: true, gps: true, reviveValues: false })
    .catch(() => undefined);
  if (typeof tags !== 'object' || tags === null) return {};
  return { ...timeOf(tags), ...placeOf(tags) };
}

/** EXIF 2.32: local time `YYYY:MM:DD HH:MM:SS`, with its offset in newer files; else it is taken as Shanghai time. */
function timeOf(tags: { DateTimeOriginal?: unknown; OffsetTimeOriginal?: unknown }): Taken {
  const written = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(String(tags.DateTimeOriginal ?? ''));
  if (!written) return {};
  const local = `${written[1]}-${written[2]}-${written[3]}T${written[4]}`;
  const offset = /^[+-]\d\d:\d\d/.exec(String(tags.OffsetTimeOriginal ?? ''))?.[0];
  try {
    const at = offset
      ? Temporal.Instant.from(local + offset)
      : Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant();
    return { takenAt: at.toString() };
  } catch {
    return {};
  }
}

/** Anywhere on Earth: whether it lies in the street is the caller's question. 0/0 is what a phone without a fix writes. */
function placeOf(tags: { longitude?: unknown; latitude?: unknown }): Taken {
  const { longitude: lng, latitude: lat } = tags;
  if (typeof lng !== 'number' || typeof lat !== 'number') return {};
  if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90) || (lng === 0 && lat === 0)) return {};
  return { takenPlace: { lng, lat } };
}
