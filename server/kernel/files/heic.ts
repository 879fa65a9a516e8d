// HEIC (iPhone) photos: decoded in a thread, because sharp's prebuilt library has no HEVC decoder.
import { Worker } from 'node:worker_threads';
import type { HeicAnswer } from './heic-thread.ts';
import { RefusedPhoto } from './photo-failures.ts';

/** Pixels of a decoded photo: RGBA, 8 bit, upright, in the file's own colour space. */
export interface Pixels {
  readonly rgba: Buffer;
  readonly width: number;
  readonly height: number;
}

/**
 * Decodes the primary image. Refuses what is damaged, has more than `maxPixels`, or takes longer than `timeLimit`
 * milliseconds; the thread and its memory are gone when this returns.
 */
export async function decodeHeic(bytes: Uint8Array, maxPixels: number, timeLimit: number): Promise<Pixels> {
  const thread = new Worker(new URL('./heic-thread.ts', import.meta.url), {
    workerData: { bytes, maxPixels },
    resourceLimits: { maxOldGenerationSizeMb: 128 },
    stdout: true,
    stderr: true,
    execArgv: [],
  });
  const clock = Promise.withResolvers<never>();
  const timer = setTimeout(() => clock.reject(new RefusedPhoto('photo_too_slow')), timeLimit);
  try {
    const answered = new Promise<HeicAnswer>((answer) => {
      thread.once('message', answer);
      thread.once('error', () => answer('damaged'));
      thread.once('exit', () => answer('damaged'));
    });
    const answer = await Promise.race([answered, clock.promise]);
    if (answer === 'damaged') throw new RefusedPhoto('photo_damaged');
    if (answer === 'too_many_pixels') throw new RefusedPhoto('photo_too_many_pixels');
    return { rgba: Buffer.from(answer.rgba), width: answer.width, height: answer.height };
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
