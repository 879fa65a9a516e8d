/** Builds the staff console into dist/console, served at /console. */
import { defineConfig } from 'vite';

const ownStyles = new URL('./styles/adopted.ts', import.meta.url).pathname;

export default defineConfig({
  base: '/console/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
  plugins: [
    {
      // antd writes <style> elements, which `style-src 'self'` forbids: its one writer is replaced by ours.
      name: 'adopted-styles',
      enforce: 'pre',
      resolveId: (source) => (/\/dynamicCSS(\.js)?$/.test(source) ? decodeURI(ownStyles) : null),
    },
  ],
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: ['chrome102', 'edge102', 'firefox104', 'safari15.5'],
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    // antd marks its modules "use client", which means nothing in a bundle.
    rolldownOptions: {
      // A name under which the server compresses the map's worker too.
      output: {
        assetFileNames: ({ names }) =>
          `assets/[name]-[hash]${names[0]?.endsWith('.mjs') ? '.js' : '[extname]'}`,
      },
      onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
