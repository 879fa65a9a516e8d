// The product for a browser journey: its own process, database and data directory.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whenFileEnds } from './closing.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { type Product, startProduct } from './product.ts';

/** Starts the product on a fresh migrated database and waits until it answers; `words` may hold `--demo`. */
export async function startServer(
  options: { words?: readonly string[]; env?: Record<string, string> } = {},
): Promise<Product & { readonly database: TestDatabase }> {
  const database = await freshDatabase();
  const env = { ...database.serverEnv(join(temporaryDir(), 'data')), ...options.env };
  const product = await startProduct(env, options.words);
  await product.ready();
  return { ...product, database };
}

/** A directory of this test file's, removed when the file ends. */
export function temporaryDir(): string {
  const home = mkdtempSync(join(tmpdir(), 'nuanxin-journey-'));
  whenFileEnds(() => rmSync(home, { recursive: true, force: true }));
  return home;
}
