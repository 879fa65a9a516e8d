import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { contrast, schemes } from './contrast.ts';

/** What is written on what. 4.5 for text (WCAG 1.4.3), 3 for edges of fields and icons (1.4.11). */
const TEXT: Record<string, string[]> = {
  ground: ['text', 'quiet', 'action', 'info', 'danger', 'good', 'learning'],
  surface: [
    'text',
    'quiet',
    'action',
    'action-pressed',
    'info',
    'danger',
    'good',
    'cohesion',
    'services',
    'learning',
    'governance',
  ],
  sunk: ['text', 'quiet'],
  action: ['on-action'],
  'action-pressed': ['on-action'],
  'action-ground': ['text', 'quiet', 'action'],
  info: ['on-info'],
  'info-ground': ['text', 'quiet', 'info'],
  danger: ['on-danger'],
  'danger-ground': ['text', 'quiet', 'danger'],
  good: ['on-good'],
  'good-ground': ['text', 'quiet', 'good'],
  cohesion: ['on-circle'],
  services: ['on-circle'],
  learning: ['on-circle'],
  governance: ['on-circle'],
  'cohesion-ground': ['text', 'cohesion'],
  'services-ground': ['text', 'services'],
  'learning-ground': ['text', 'learning'],
  'governance-ground': ['text', 'governance'],
};
const EDGES: [string, string][] = [
  ['edge', 'surface'],
  ['edge', 'ground'],
];

const tokens = schemes(readFileSync(new URL('./tokens.css', import.meta.url), 'utf8'));

test('contrast is computed as the standard says', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  assert.equal(contrast('#c2410c', '#ffffff').toFixed(2), '5.18');
});

for (const [scheme, values] of Object.entries(tokens)) {
  const colour = (name: string) => values.get(name) ?? assert.fail(`no token ${name}`);
  describe(`${scheme} tokens`, () => {
    for (const [ground, texts] of Object.entries(TEXT))
      for (const text of texts)
        test(`${text} can be read on ${ground}`, () => {
          const reached = contrast(colour(text), colour(ground));
          assert.ok(reached >= 4.5, `${text} on ${ground} has ${reached.toFixed(2)}, needs 4.5`);
        });
    for (const [edge, ground] of EDGES)
      test(`${edge} is seen on ${ground}`, () => {
        const reached = contrast(colour(edge), colour(ground));
        assert.ok(reached >= 3, `${edge} on ${ground} has ${reached.toFixed(2)}, needs 3`);
      });
  });
}
