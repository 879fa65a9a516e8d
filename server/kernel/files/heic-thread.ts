// Runs in a thread of its own for one HEIC photo: libheif in WebAssembly, ended with all its memory afterwards.
import { parentPort, workerData } from 'node:worker_threads';
import libheif from 'libheif-js/wasm-bundle.js';

const { bytes, maxPixels } = workerData as { bytes: Uint8Array; maxPixels: number };

/** What the thread answers; `rgba` holds width × height × 4 bytes, turned upright as the file says. */
export type HeicAnswer = { rgba: ArrayBuffer; width: number; height: number } | 'damaged' | 'too_many_pixels';

async function decoded(): Promise<HeicAnswer> {
  const images = new libheif.HeifDecoder().decode(bytes);
  const image = images.find((candidate) => candidate.is_primary()) ?? images[0];
  if (!image) return 'damaged';
  const [width, height] = [image.get_width(), image.get_height()];
  if (width < 1 || height < 1) return 'damaged';
  if (width * height > maxPixels) return 'too_many_pixels';
  const rgba = new ArrayBuffer(width * height * 4);
  const target = { data: new Uint8ClampedArray(rgba), width, height };
  const shown = await new Promise<object | null>((done) => image.display(target, done));
  return shown ? { rgba, width, height } : 'damaged';
}

const answer = await decoded().catch((): HeicAnswer => 'damaged');
parentPort?.postMessage(answer, typeof answer === 'object' ? [answer.rgba] : []);
