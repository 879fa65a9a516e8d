// Gives raw pixels the colour profile they were taken in, so that sharp can convert them to sRGB.
import { crc32, deflateSync } from 'node:zlib';

/** A PNG with `profile` embedded as its iCCP chunk (PNG 11.3.2.3), put straight after the header. */
export function withProfile(png: Buffer, profile: Buffer): Buffer {
  const headerEnd = 8 + 25;
  const body = Buffer.concat([Buffer.from('iCCPtaken\0\0', 'latin1'), deflateSync(profile)]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([png.subarray(0, headerEnd), length, body, checksum, png.subarray(headerEnd)]);
}
