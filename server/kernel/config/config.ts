// Settings come from environment variables alone. One table names them all; docs/operators is made from it.
import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { refusal } from './refusal.ts';

/** One setting: its default as typed by an operator ('' = unset), and what it is for in both languages. */
export type Setting = { readonly fallback: string; readonly zh: string; readonly en: string };

/** Every setting the product reads, in the order in which the documentation shows them. */
export const settings = {
  HOST: {
    fallback: '127.0.0.1',
    zh: '监听的网络地址；0.0.0.0 表示所有网卡',
    en: 'Network address to listen on; 0.0.0.0 means every interface',
  },
  PORT: {
    fallback: '3000',
    zh: '监听的端口',
    en: 'Port to listen on',
  },
  DATA_DIR: {
    fallback: './data',
    zh: '数据目录：自带数据库、照片、密钥，备份时整个目录一起备份',
    en: 'Where the embedded database, photos and keys are kept; back it up as a whole',
  },
  DATABASE_URL: {
    fallback: '',
    zh: '自有 PostgreSQL（15 或更新）的地址，账号拥有该库；不设则使用自带数据库',
    en: 'Address of your own PostgreSQL (15 or newer) with an account that owns the database; unset = embedded',
  },
  APP_DATABASE_URL: {
    fallback: '',
    zh: '自有 PostgreSQL 不允许建角色时，应用以 nuanxin_app 登录的地址；不设则自动建立',
    en: 'Sign-in of the role nuanxin_app where DATABASE_URL may not create roles; unset = made by itself',
  },
  DATABASE_CONNECTIONS: {
    fallback: '16',
    zh: '本进程最多同时使用的数据库连接数（1–500）',
    en: 'Most database connections this process uses at once (1–500)',
  },
  PUBLIC_URL: {
    fallback: '',
    zh: '手机访问的网址，印在二维码里；不设则为 http://HOST:PORT',
    en: 'Address that phones open and QR codes carry; unset = http://HOST:PORT',
  },
  TRUST_PROXY: {
    fallback: '0',
    zh: '前面有反向代理时设为 1，用 X-Forwarded-For 识别来访地址',
    en: 'Set to 1 behind a reverse proxy, so that X-Forwarded-For names the caller',
  },
  TILES: {
    fallback: '',
    zh: '地图底图的瓦片地址（https://…/{z}/{x}/{y}.png）；不设则只画网格与站点',
    en: 'Tile address of the base map (https://…/{z}/{x}/{y}.png); unset draws grids and sites only',
  },
  LOG_LEVEL: {
    fallback: 'info',
    zh: '日志级别：fatal error warn info debug trace silent',
    en: 'Log level: fatal error warn info debug trace silent',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

/** The settings as the code uses them: numbers parsed, paths absolute, unset = null. */
export type Config = {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly appDatabaseUrl: string | null;
  readonly databaseConnections: number;
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly trustProxy: boolean;
  readonly tiles: string | null;
  readonly logLevel: string;
};

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Reads the settings; throws a refusal (code `setting`) that names the first value that can't be used. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const value = (name: SettingName): string => env[name]?.trim() || settings[name].fallback;
  const host = value('HOST');
  if (/[\s/]/.test(host)) throw wrong('HOST', host, '应为地址或主机名', 'must be an address or a host name');
  const port = whole('PORT', value('PORT'), 1, 65535);
  const level = value('LOG_LEVEL');
  if (!levels.includes(level)) {
    throw wrong('LOG_LEVEL', level, `应为 ${levels.join(' ')} 之一`, `must be one of ${levels.join(' ')}`);
  }
  const proxy = value('TRUST_PROXY');
  if (proxy !== '0' && proxy !== '1') throw wrong('TRUST_PROXY', proxy, '应为 0 或 1', 'must be 0 or 1');
  const appDatabaseUrl = postgresUrl('APP_DATABASE_URL', value('APP_DATABASE_URL'));
  const databaseUrl = postgresUrl('DATABASE_URL', value('DATABASE_URL'));
  if (appDatabaseUrl && !databaseUrl) {
    throw refusal(
      'setting',
      '设置了 APP_DATABASE_URL 却没有 DATABASE_URL：请同时设置，或都不设（使用自带数据库）。',
      'APP_DATABASE_URL is set without DATABASE_URL: set both, or neither to use the embedded database.',
    );
  }
  return {
    host,
    port,
    dataDir: resolve(value('DATA_DIR')),
    databaseUrl,
    appDatabaseUrl,
    databaseConnections: whole('DATABASE_CONNECTIONS', value('DATABASE_CONNECTIONS'), 1, 500),
    publicUrl: webUrl('PUBLIC_URL', value('PUBLIC_URL') || `http://${reachable(host)}:${port}`),
    trustProxy: proxy === '1',
    tiles: tileUrl(value('TILES')),
    logLevel: level,
  };
}

function wrong(name: SettingName, given: string, zh: string, en: string) {
  return refusal(
    'setting',
    `环境变量 ${name} 的值“${given}”不能用：${zh}。`,
    `The environment variable ${name} is "${given}": it ${en}.`,
  );
}

function whole(name: SettingName, text: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw wrong(
    name,
    text,
    `应为 ${least} 到 ${most} 的整数`,
    `must be a whole number from ${least} to ${most}`,
  );
}

function webUrl(name: SettingName, text: string): string {
  const url = URL.parse(text);
  if (url && (url.protocol === 'http:' || url.protocol === 'https:') && !url.search && !url.hash) {
    return url.href.replace(/\/+$/, '');
  }
  throw wrong(name, text, '应为 http:// 或 https:// 开头的网址', 'must be an http:// or https:// address');
}

function postgresUrl(name: SettingName, text: string): string | null {
  if (text === '') return null;
  if (/^postgres(ql)?:\/\/\S+$/.test(text)) return text;
  // The value may hold a password, so it is not repeated.
  throw refusal(
    'setting',
    `环境变量 ${name} 不能用：应为 postgresql://账号:密码@主机:端口/库名。`,
    `The environment variable ${name} can't be used: it must be postgresql://user:password@host:port/database.`,
  );
}

function tileUrl(text: string): string | null {
  if (text === '') return null;
  if (/^(https?:\/)?\//.test(text) && ['{z}', '{x}', '{y}'].every((part) => text.includes(part))) return text;
  throw wrong('TILES', text, '应为含 {z} {x} {y} 的网址', 'must be an address with {z}, {x} and {y}');
}

/** The host as another machine would write it: a wildcard becomes the first address of this machine. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') {
    const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    return all.find((address) => address.family === 'IPv4' && !address.internal)?.address ?? '127.0.0.1';
  }
  return host.includes(':') ? `[${host}]` : host;
}
