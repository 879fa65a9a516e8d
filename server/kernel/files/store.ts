// Photos on disk, named by the hash of their content: the same photo is kept once, and nothing is overwritten.
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Photo } from './photo.ts';

/** The two files of a photo: `picture` (JPEG, ≤ 1600 px) and `small` (WebP, 320 px). */
export type PhotoPart = 'picture' | 'small';

/** Media type of each part. */
export const photoTypes: Readonly<Record<PhotoPart, string>> = { picture: 'image/jpeg', small: 'image/webp' };

const endings: Readonly<Record<PhotoPart, string>> = { picture: 'jpg', small: 'webp' };

/**
 * Where a part lies under `dir`: `ab/cd/abcd….jpg`. The only way from a name to a path, so no other path can be reached.
 * Throws a RangeError for anything but 64 lower-case hex digits.
 */
export function photoPath(dir: string, sha256: string, part: PhotoPart): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256 in hex');
  return join(dir, sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.${endings[part]}`);
}

/**
 * Keeps both parts of a photo, readable by the product's user alone (mode 600), durable when this returns. Keeping the
 * same photo again does nothing. Returns the name under which it is found: the SHA-256 of its picture.
 */
export async function keepPhoto(
  dir: string,
  photo: Pick<Photo, 'picture' | 'small' | 'sha256'>,
): Promise<string> {
  const { sha256, picture, small } = photo;
  if (createHash('sha256').update(picture).digest('hex') !== sha256)
    throw new RangeError('the name is not the hash of the picture');
  // The thumbnail first: a picture that is there has its thumbnail.
  await keep(photoPath(dir, sha256, 'small'), small);
  await keep(photoPath(dir, sha256, 'picture'), picture);
  return sha256;
}

/** A stream of one part and its size in bytes; null when it is not kept here. */
export async function readPhoto(
  dir: string,
  sha256: string,
  part: PhotoPart,
): Promise<{ stream: ReadStream; bytes: number } | null> {
  const path = photoPath(dir, sha256, part);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return found && { stream: createReadStream(path), bytes: found.size };
}

/** Removes both parts, for good. The caller makes sure that no row names the photo any more. */
export async function removePhoto(dir: string, sha256: string): Promise<void> {
  for (const part of ['picture', 'small'] as const) await rm(photoPath(dir, sha256, part), { force: true });
}

/** Writes to a name of its own, syncs, and renames: a file is there whole or not at all, also after a power cut. */
async function keep(path: string, bytes: Buffer): Promise<void> {
  if ((await stat(path).catch(() => undefined))?.size === bytes.length) return;
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** Makes the new name durable too; Windows cannot open folders and needs no such step. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
