// What a file really is, by its first bytes: names and declared types are not believed.

export type PhotoKind = 'jpeg' | 'png' | 'webp' | 'heic';

/** The kind of photo, or null for everything else, also for a photo that is a document or program at the same time. */
export function kindOf(bytes: Uint8Array): PhotoKind | null {
  const kind = signature(bytes);
  return kind && !isTwoThings(bytes) ? kind : null;
}

const text = (bytes: Uint8Array, from: number, to: number) =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1');

function signature(bytes: Uint8Array): PhotoKind | null {
  const head = text(bytes, 0, 12);
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'webp';
  if (head.slice(4, 8) === 'ftyp' && isHeic(bytes)) return 'heic';
  return null;
}

// ISO/IEC 23008-12: HEVC brands; `mif1` alone may also be AV1 (AVIF), which phones do not take.
const hevcBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs']);

function isHeic(bytes: Uint8Array): boolean {
  const size = Math.min(Buffer.from(bytes.subarray(0, 4)).readUInt32BE(0), 256, bytes.length);
  for (let at = 8; at + 4 <= size; at += 4)
    if (at !== 12 && hevcBrands.has(text(bytes, at, at + 4))) return true;
  return false;
}

const documents = /%pdf-|<!doctype|<html|<script|<\?php/;

function isTwoThings(bytes: Uint8Array): boolean {
  return documents.test(text(bytes, 0, 4096).toLowerCase()) || endsAsZip(bytes);
}

/** A zip archive's end record that reaches exactly to the end of the file. */
function endsAsZip(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(-(22 + 65_535)));
  const at = tail.lastIndexOf(Buffer.from('PK\x05\x06'));
  return at >= 0 && at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length;
}
