// Every photo that comes in, by whatever way, passes here: re-encoded, upright, small, and without a trace of where,
// when or with what it was taken.
import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { decodeHeic } from './heic.ts';
import { withProfile } from './icc.ts';
import { differenceHash } from './likeness.ts';
import { type PhotoRefusal, RefusedPhoto } from './photo-failures.ts';
import { makeQueue } from './queue.ts';
import { kindOf } from './sniff.ts';
import { type Taken, takenOf } from './taken.ts';

/** Largest file taken: 15 MB; most pixels: 50 million; longest side kept: 1600 px; thumbnail 320 px. */
export const photoLimits = {
  bytes: 15 * 1024 * 1024,
  pixels: 50_000_000,
  side: 1600,
  smallSide: 320,
} as const;

/** A photo ready to be kept. `picture` is JPEG (sRGB, no metadata), `small` its WebP thumbnail. */
export interface Photo extends Taken {
  readonly picture: Buffer;
  readonly small: Buffer;
  readonly width: number;
  readonly height: number;
  /** Size of `picture`. */
  readonly bytes: number;
  /** Of `picture`, 64 hex digits. */
  readonly sha256: string;
  /** 64-bit dHash, 16 hex digits; compare with `hammingDistance`. */
  readonly perceptualHash: string;
}

/** Takes the bytes of one file; gives the photo, or why it is refused. Never throws for what a sender can send. */
export type PhotoIntake = (bytes: Uint8Array) => Promise<{ photo: Photo } | { refused: PhotoRefusal }>;

/**
 * Makes the intake: `atOnce` photos are worked on together (HEIC one at a time: 12 million pixels take 200 MB, 48 million 650 MB), `waiting`
 * more wait, others are refused as `photo_busy`. `timeLimit` in milliseconds holds for each photo.
 * @example const taken = await intake(bytes); if ('refused' in taken) throw fail(taken.refused.code);
 */
export function makePhotoIntake({ atOnce = 2, waiting = 48, timeLimit = 20_000 } = {}): PhotoIntake {
  sharp.concurrency(1);
  sharp.cache(false);
  const queue = makeQueue(atOnce, waiting);
  const heicQueue = makeQueue(1, Number.POSITIVE_INFINITY);
  return async (bytes) => {
    try {
      const photo = queue(() => processed(bytes, timeLimit, heicQueue));
      if (!photo) throw new RefusedPhoto('photo_busy');
      return { photo: await photo };
    } catch (error) {
      if (error instanceof RefusedPhoto) return { refused: error.refusal };
      throw error;
    }
  };
}

type HeicQueue = ReturnType<typeof makeQueue>;

async function processed(bytes: Uint8Array, timeLimit: number, heicQueue: HeicQueue): Promise<Photo> {
  if (bytes.length === 0) throw new RefusedPhoto('photo_empty');
  if (bytes.length > photoLimits.bytes) throw new RefusedPhoto('photo_too_large');
  const kind = kindOf(bytes);
  if (!kind) throw new RefusedPhoto('photo_type');
  const facts = await readable(sharp(bytes, { limitInputPixels: false }).metadata());
  if (facts.width * facts.height > photoLimits.pixels) throw new RefusedPhoto('photo_too_many_pixels');
  const seconds = Math.ceil(timeLimit / 1000);
  const shrunk =
    kind === 'heic'
      ? await (heicQueue(() => shrunkHeic(bytes, facts.icc, timeLimit)) as Promise<Raw>)
      : await readable<Raw>(
          shrink(
            sharp(bytes, { limitInputPixels: photoLimits.pixels, failOn: 'truncated', autoOrient: true }),
          )
            .timeout({ seconds })
            .raw()
            .toBuffer({ resolveWithObject: true }),
        );
  return { ...(await encoded(shrunk)), ...(await takenOf(facts.exif)) };
}

interface Raw {
  readonly data: Buffer;
  readonly info: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 };
}

const shrink = (image: Sharp) =>
  image
    .resize(photoLimits.side, photoLimits.side, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb');

/** libheif turns the picture upright by itself; EXIF's orientation is not applied a second time. */
async function shrunkHeic(bytes: Uint8Array, profile: Buffer | undefined, timeLimit: number): Promise<Raw> {
  const { rgba, width, height } = await decodeHeic(bytes, photoLimits.pixels, timeLimit);
  const image = shrink(sharp(rgba, { raw: { width, height, channels: 4 } }));
  if (!profile) return image.raw().toBuffer({ resolveWithObject: true });
  const png = await image.png({ compressionLevel: 0 }).toBuffer();
  const coloured = sharp(withProfile(png, profile)).toColourspace('srgb');
  return readable(coloured.raw().toBuffer({ resolveWithObject: true }));
}

async function encoded({ data, info }: Raw): Promise<Photo> {
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const [picture, small, perceptualHash] = await Promise.all([
    sharp(data, { raw }).jpeg({ quality: 80, mozjpeg: true }).toBuffer(),
    sharp(data, { raw })
      .resize(photoLimits.smallSide, photoLimits.smallSide, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 72 })
      .toBuffer(),
    differenceHash(data, raw),
  ]);
  const sha256 = createHash('sha256').update(picture).digest('hex');
  return {
    picture,
    small,
    width: info.width,
    height: info.height,
    bytes: picture.length,
    sha256,
    perceptualHash,
  };
}

/** What libvips cannot read is a damaged photo; what it cannot read in time is too slow. */
async function readable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const slow = error instanceof Error && /timeout/i.test(error.message);
    throw new RefusedPhoto(slow ? 'photo_too_slow' : 'photo_damaged');
  }
}
