/** Builds the rider app into dist/rider: pages first, then the service worker that knows all their files. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** WeChat's older web views (architecture.md, “Tools”). */
const oldest = ['chrome86', 'safari14'];

export default defineConfig({
  root: here('.'),
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../../dist/rider'),
    emptyOutDir: true,
    target: oldest,
    cssTarget: oldest,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // MapLibre alone: loaded only when a map opens.
    chunkSizeWarningLimit: 1100,
    reportCompressedSize: false,
  },
  plugins: [serviceWorker()],
});

/** Builds /service-worker.js by itself, since a classic worker can't import; it keeps every file but the map's. */
function serviceWorker(): Plugin {
  let files: string[] = [];
  let outDir = '';
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    writeBundle(_, bundle) {
      files = Object.keys(bundle).filter((file) => !/\/(maplibre|map-)/.test(file));
    },
    async closeBundle() {
      if (!files.length) return;
      const shell = ['/', ...files.filter((file) => file !== 'index.html').map((file) => `/${file}`)].sort();
      const version = createHash('sha256').update(shell.join('\n')).digest('hex').slice(0, 12);
      await build({
        configFile: false,
        logLevel: 'warn',
        define: { SHELL_FILES: JSON.stringify(shell), SHELL_VERSION: JSON.stringify(version) },
        build: {
          outDir,
          emptyOutDir: false,
          copyPublicDir: false,
          target: oldest,
          reportCompressedSize: false,
          lib: {
            entry: here('./service-worker/worker.ts'),
            formats: ['iife'],
            name: 'rider',
            fileName: () => 'service-worker.js',
          },
        },
      });
    },
  };
}
