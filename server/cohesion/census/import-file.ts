/** The uploaded file of an import: private, beside the data, gone when the import is over. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Kernel } from '../../kernel/kernel.ts';

/** Bytes of an uploaded table or boundary file. */
export const mostUploadBytes = 50 * 1024 * 1024;

const folderOf = (kernel: Kernel) => join(kernel.filesDir, '..', 'imports');

/** Where the file of an import lies while the import is open. */
export const importPath = (kernel: Kernel, street: string, id: string): string =>
  join(folderOf(kernel), `${street}.${id}`);

/** Streams an upload to its place (mode 600) and gives the SHA-256 of its bytes. */
export async function keepUpload(
  kernel: Kernel,
  street: string,
  id: string,
  upload: Readable,
): Promise<Buffer> {
  await mkdir(folderOf(kernel), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const path = importPath(kernel, street, id);
  try {
    await pipeline(
      upload,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(path, { mode: 0o600, flags: 'wx' }),
    );
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return hash.digest();
}

/** Takes a file of this machine as an upload (command line, demo). */
export async function keepCopy(kernel: Kernel, street: string, id: string, from: string): Promise<void> {
  await mkdir(folderOf(kernel), { recursive: true, mode: 0o700 });
  await copyFile(from, importPath(kernel, street, id));
}

/** Removes the file of an import that is over. */
export const removeUpload = (kernel: Kernel, street: string, id: string): Promise<void> =>
  rm(importPath(kernel, street, id), { force: true });

/** A file that no import of this database knows is somebody else's for a day (milliseconds). */
const strangerKept = 24 * 3600_000;

/** Removes files whose import is over; `isOpen` says whether it still needs its file, null when it is not known. */
export async function sweepUploads(
  kernel: Kernel,
  isOpen: (street: string, id: string) => Promise<boolean | null>,
): Promise<void> {
  for (const name of await readdir(folderOf(kernel)).catch(() => [])) {
    const [, street, id] = /^(\d{9})\.([0-9a-f-]{36})$/.exec(name) ?? [];
    if (!street || !id) continue;
    const open = await isOpen(street, id);
    if (open) continue;
    const path = join(folderOf(kernel), name);
    const found = await stat(path).catch(() => null);
    if (found && (open === false || Date.now() - found.mtimeMs > strangerKept))
      await rm(path, { force: true });
  }
}
