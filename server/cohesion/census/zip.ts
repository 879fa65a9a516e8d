/** The parts of an .xlsx package, opened with care: sizes are checked before anything is unpacked. */
import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { type Source, Unreadable } from './table.ts';

export type Package = {
  has(path: string): boolean;
  /** Unpacked bytes of a part. */
  size(path: string): number;
  /** Streams a part; throws `Unreadable` when the package has none of that name. */
  stream(path: string): Promise<Readable>;
  /** The whole of a small part as text, its attributes in double quotes. */
  text(path: string): Promise<string>;
  close(): void;
};

/** Parts of a package; a workbook has some dozens. */
const MOST_PARTS = 20_000;
/** Unpacked bytes of one part and of a part that is read whole. */
const LARGEST_PART = 1024 * 1024 * 1024;
const LARGEST_TEXT = 32 * 1024 * 1024;
/** XML of sheets packs to a tenth or a thirtieth; more than this above 8 MB is no honest sheet. */
const TIGHTEST = 200;
const SMALL = 8 * 1024 * 1024;

async function openZip(source: Source): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, strictFileNames: false } as const;
  return source.path === undefined
    ? yauzl.fromBufferPromise(Buffer.from(source.bytes), options)
    : yauzl.openPromise(source.path, options);
}

/** Opens a package and lists its parts. */
export async function openPackage(source: Source): Promise<Package> {
  let zip: ZipFile;
  try {
    zip = await openZip(source);
  } catch {
    throw new Unreadable('damaged', source.name);
  }
  const parts = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (parts.size >= MOST_PARTS) throw new Unreadable('zip_bomb', source.name);
      parts.set(entry.fileName.replaceAll('\\', '/').toLowerCase(), entry);
    }
  } catch (error) {
    zip.close();
    throw error instanceof Unreadable ? error : new Unreadable('damaged', source.name);
  }
  const entryOf = (path: string): Entry => {
    const entry = parts.get(path.replace(/^\//, '').toLowerCase());
    if (!entry) throw new Unreadable('damaged', source.name);
    if (entry.isEncrypted()) throw new Unreadable('encrypted', source.name);
    const tight = entry.uncompressedSize > SMALL && entry.uncompressedSize > entry.compressedSize * TIGHTEST;
    if (tight || entry.uncompressedSize > LARGEST_PART) throw new Unreadable('zip_bomb', source.name);
    return entry;
  };
  const stream = async (path: string): Promise<Readable> => {
    const entry = entryOf(path);
    try {
      return await zip.openReadStreamPromise(entry);
    } catch {
      throw new Unreadable('damaged', source.name);
    }
  };
  return {
    has: (path) => parts.has(path.replace(/^\//, '').toLowerCase()),
    size: (path) => entryOf(path).uncompressedSize,
    stream,
    text: async (path) => {
      if (entryOf(path).uncompressedSize > LARGEST_TEXT) throw new Unreadable('zip_bomb', source.name);
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of await stream(path)) chunks.push(chunk as Buffer);
      } catch (error) {
        throw error instanceof Unreadable ? error : new Unreadable('damaged', source.name);
      }
      const text = Buffer.concat(chunks)
        .toString('utf8')
        .replace(/^\uFEFF/, '');
      return text.replace(/=\s*'([^'"<>]*)'/g, '="$1"');
    },
    close: () => zip.close(),
  };
}
