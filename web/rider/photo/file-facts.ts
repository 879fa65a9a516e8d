/**
 * Time and place that a camera wrote into a photo (EXIF 2.32), read on the phone before the photo is shrunk.
 * Understands the TIFF block in JPEG, HEIC, WebP and PNG; anything odd is simply "not known".
 */
export interface FileFacts {
  /** ISO instant, or null. A time without a zone is taken as Shanghai's */
  takenAt: string | null;
  /** WGS84, or null */
  point: { lng: number; lat: number } | null;
}

const NOTHING: FileFacts = { takenAt: null, point: null };
const TAG = { exif: 0x8769, gps: 0x8825, original: 0x9003, offset: 0x9011 } as const;
const GPS = { latRef: 1, lat: 2, lngRef: 3, lng: 4 } as const;

export function fileFacts(bytes: ArrayBuffer): FileFacts {
  try {
    const start = tiffStart(new Uint8Array(bytes));
    return start < 0 ? NOTHING : factsOf(tiffAt(new DataView(bytes), start));
  } catch {
    return NOTHING;
  }
}

/** Where the TIFF header stands, or −1: after `Exif\0\0` (JPEG, HEIC, some WebP) or in an `eXIf` / `EXIF` chunk. */
function tiffStart(bytes: Uint8Array): number {
  for (let at = 0; at + 12 < bytes.length; at++) {
    const first = bytes[at];
    if (first !== 0x45 && first !== 0x65) continue;
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    if (name !== 'Exif' && name !== 'eXIf' && name !== 'EXIF') continue;
    for (const skip of [4, 6, 8, 14]) if (isTiff(bytes, at + skip)) return at + skip;
  }
  return -1;
}

const isTiff = (bytes: Uint8Array, at: number): boolean =>
  (bytes[at] === 0x49 && bytes[at + 1] === 0x49 && bytes[at + 2] === 42 && bytes[at + 3] === 0) ||
  (bytes[at] === 0x4d && bytes[at + 1] === 0x4d && bytes[at + 2] === 0 && bytes[at + 3] === 42);

type Directory = Map<number, { type: number; count: number; at: number }>;

/** A TIFF block: directories of tags, in either byte order. Positions count from its header. */
function tiffAt(view: DataView, start: number) {
  const little = view.getUint16(start) === 0x4949;
  const long = (at: number) => view.getUint32(start + at, little);
  const short = (at: number) => view.getUint16(start + at, little);
  return {
    long,
    directory(at: number): Directory {
      const tags: Directory = new Map();
      const end = at + 2 + short(at) * 12;
      for (let entry = at + 2; entry < end; entry += 12)
        tags.set(short(entry), { type: short(entry + 2), count: long(entry + 4), at: entry + 8 });
      return tags;
    },
    text(tags: Directory, tag: number): string {
      const found = tags.get(tag);
      if (found?.type !== 2) return '';
      const from = start + (found.count > 4 ? long(found.at) : found.at);
      return String.fromCharCode(...new Uint8Array(view.buffer, from, found.count)).replace(/\0.*$/, '');
    },
    /** Degrees from three rationals (degrees, minutes, seconds). */
    degrees(tags: Directory, tag: number): number {
      const found = tags.get(tag);
      if (found?.count !== 3) return Number.NaN;
      const at = long(found.at);
      const part = (which: number) => long(at + which * 8) / long(at + which * 8 + 4);
      return part(0) + part(1) / 60 + part(2) / 3600;
    },
  };
}
type Tiff = ReturnType<typeof tiffAt>;

function factsOf(tiff: Tiff): FileFacts {
  const main = tiff.directory(tiff.long(4));
  const under = (tag: number): Directory => {
    const found = main.get(tag);
    return found ? tiff.directory(tiff.long(found.at)) : new Map();
  };
  const exif = under(TAG.exif);
  return {
    takenAt: instantOf(tiff.text(exif, TAG.original), tiff.text(exif, TAG.offset)),
    point: pointOf(tiff, under(TAG.gps)),
  };
}

function instantOf(original: string, offset: string): string | null {
  const found = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})/.exec(original);
  if (!found) return null;
  const [, year, month, day, time] = found;
  const at = new Date(
    `${year}-${month}-${day}T${time}${/^[+-]\d{2}:\d{2}$/.test(offset) ? offset : '+08:00'}`,
  );
  return Number.isNaN(at.getTime()) || at.getTime() <= 0 ? null : at.toISOString();
}

function pointOf(tiff: Tiff, gps: Directory): FileFacts['point'] {
  const side = (ref: number, minus: string) => (tiff.text(gps, ref) === minus ? -1 : 1);
  const lat = tiff.degrees(gps, GPS.lat) * side(GPS.latRef, 'S');
  const lng = tiff.degrees(gps, GPS.lng) * side(GPS.lngRef, 'W');
  // Some cameras write zeros when they don't know.
  if (!Number.isFinite(lat) || !Number.isFinite(lng) || (lat === 0 && lng === 0)) return null;
  return { lng: Math.round(lng * 1e6) / 1e6, lat: Math.round(lat * 1e6) / 1e6 };
}
