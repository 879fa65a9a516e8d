// How alike two photos look: a 64-bit difference hash (dHash) that survives shrinking and re-encoding.
import sharp from 'sharp';

/** 16 hex digits from raw pixels: each bit tells whether a cell of a 9 × 8 grey picture is darker than its neighbour. */
export async function differenceHash(
  pixels: Buffer,
  raw: { width: number; height: number; channels: 1 | 2 | 3 | 4 },
): Promise<string> {
  const grey = await sharp(pixels, { raw })
    .greyscale()
    .resize(9, 8, { fit: 'fill', kernel: 'mitchell' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  let bits = 0n;
  for (let row = 0; row < 8; row++)
    for (let column = 0; column < 8; column++) {
      const [here, right] = [grey[row * 9 + column] as number, grey[row * 9 + column + 1] as number];
      bits = (bits << 1n) | (here < right ? 1n : 0n);
    }
  return bits.toString(16).padStart(16, '0');
}

/** In how many of 64 bits two hashes differ: 0 the same picture, ≤ 6 nearly the same (own), about 32 unrelated. */
export function hammingDistance(one: string, other: string): number {
  let bits = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let distance = 0;
  for (; bits; bits &= bits - 1n) distance++;
  return distance;
}
