/** Makes a photo small enough for a weak network: at most 1600 px, JPEG 0.8, the right way up, without EXIF. */
import { newKey } from '../../shared/key.ts';
import type { DraftPhoto } from '../drafts/draft.ts';
import { fileFacts } from './file-facts.ts';

const LONGEST = 1600;
const QUALITY = 0.8;
/** The server takes no more than this per photo. */
const LARGEST = 15 * 1024 * 1024;

/** The photo ready for a draft, with what its file told; null when it can be neither read nor sent. */
export async function takeIn(file: File): Promise<DraftPhoto | null> {
  const bytes = await bytesOf(file);
  const facts = fileFacts(bytes);
  const small = await shrunk(file);
  const id = newKey();
  if (small) return { id, bytes: await bytesOf(small), type: 'image/jpeg', ...facts };
  // This browser can't open it (HEIC outside of Apple's): the server can.
  const type = file.type || typeByName(file.name);
  return SENT_AS_THEY_ARE.includes(type) && file.size <= LARGEST ? { id, bytes, type, ...facts } : null;
}

const SENT_AS_THEY_ARE = ['image/heic', 'image/heif', 'image/jpeg', 'image/png', 'image/webp'];

const typeByName = (name: string): string => (/\.hei[cf]$/i.test(name) ? 'image/heic' : '');

/** Blob.arrayBuffer does not exist in every web view. */
const bytesOf = (blob: Blob): Promise<ArrayBuffer> => new Response(blob).arrayBuffer();

async function shrunk(file: File): Promise<Blob | null> {
  const picture = await opened(file);
  if (!picture) return null;
  const [width, height] = [picture.width, picture.height];
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const pen = canvas.getContext('2d');
  if (!pen || !width || !height) return null;
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  if ('close' in picture) picture.close();
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
}

/** Turned as its EXIF says: createImageBitmap does so when asked, an image element by itself. */
async function opened(file: File): Promise<ImageBitmap | HTMLImageElement | null> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return imageOf(file);
  }
}

function imageOf(file: File): Promise<HTMLImageElement | null> {
  const address = URL.createObjectURL(file);
  const image = new Image();
  return new Promise((done) => {
    const ready = (opened: HTMLImageElement | null) => {
      URL.revokeObjectURL(address);
      done(opened);
    };
    image.onload = () => ready(image);
    image.onerror = () => ready(null);
    image.src = address;
  });
}
