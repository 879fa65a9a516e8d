import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepsAnswer, opensShell } from './what-is-kept.ts';

test('what a report needs is kept for when there is no network', () => {
  for (const path of ['/api/v1/categories', '/api/v1/areas', '/api/v1/worker/me', '/api/v1/worker/reports'])
    assert.ok(keepsAnswer(path), path);
});

test('photos, traces of who looked, and staff routes are not kept on the phone', () => {
  for (const path of [
    '/api/v1/photos/1/small',
    '/api/v1/worker/looks',
    '/api/v1/reports',
    '/api/v1/reports/board',
  ])
    assert.ok(!keepsAnswer(path), path);
});

test('the shell opens for pages of the rider app alone', () => {
  for (const path of ['/', '/report', '/s/140213066/x', '/reports/1', '/outbox', '/consoles'])
    assert.ok(opensShell(path), path);
  for (const path of ['/console', '/console/workers', '/api/docs', '/screen/1'])
    assert.ok(!opensShell(path), path);
});
