import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { readConfig, settings } from './config.ts';
import { isRefusal } from './refusal.ts';

test('without any variable every setting has its default', () => {
  const config = readConfig({});
  assert.equal(config.host, '127.0.0.1');
  assert.equal(config.port, 3000);
  assert.equal(config.dataDir, resolve('data'));
  assert.equal(config.databaseUrl, null);
  assert.equal(config.publicUrl, 'http://127.0.0.1:3000');
});

test('the address in QR codes follows HOST and PORT until PUBLIC_URL says otherwise', () => {
  assert.equal(readConfig({ HOST: '::1', PORT: '8080' }).publicUrl, 'http://[::1]:8080');
  assert.equal(readConfig({ PUBLIC_URL: 'https://nx.example.cn/' }).publicUrl, 'https://nx.example.cn');
  assert.doesNotMatch(readConfig({ HOST: '0.0.0.0' }).publicUrl, /0\.0\.0\.0/);
});

test('a value that cannot be used is named in one sentence, and never a password', () => {
  const bad: Record<string, string> = {
    HOST: 'a b',
    PORT: '70000',
    DATABASE_URL: 'mysql://u:secret@h/d',
    DATABASE_CONNECTIONS: '0',
    PUBLIC_URL: 'ftp://x',
    TRUST_PROXY: 'yes',
    TILES: 'https://x/tiles',
    LOG_LEVEL: 'loud',
  };
  for (const [name, value] of Object.entries(bad)) {
    assert.throws(
      () => readConfig({ [name]: value }),
      (error) =>
        isRefusal(error) &&
        error.zh.includes(name) &&
        error.en.includes(name) &&
        !error.en.includes('secret'),
      name,
    );
  }
  assert.throws(() => readConfig({ APP_DATABASE_URL: 'postgres://a@b/c' }), isRefusal);
});

test('every setting says in both languages what it is for', () => {
  for (const setting of Object.values(settings)) assert.ok(setting.zh && setting.en);
});
