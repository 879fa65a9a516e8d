import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Setting, settings } from './config.ts';

test('the operators’ table names every setting with its default and meaning in both languages', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/operators.md'), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `') && line.includes('`'));
  const expected = Object.entries<Setting>(settings).map(
    ([name, { fallback, en, zh }]) =>
      `| \`${name}\` | ${fallback === '' ? '' : `\`${fallback}\``} | ${en} | ${zh} |`,
  );
  assert.deepEqual(
    rows.filter((row) => /^\| `[A-Z_]+`/.test(row)),
    expected,
  );
});
