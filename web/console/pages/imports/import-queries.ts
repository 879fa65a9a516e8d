/** What the import pages ask for. */
import type { Static } from 'typebox';
import type { ImportState, ImportView } from '../../../../server/cohesion/census/contract.ts';
import { ask, from } from '../../app/ask.ts';

type State = Static<typeof ImportState>;

/** The server is at work: look again soon. */
export const atWork = (state: State | undefined): boolean => state === 'reading' || state === 'writing';

export const importQuery = (id: string) =>
  from(['imports', id], (signal) => ask('GET /api/v1/imports/:id', { params: { id }, signal }));

export const linesKey = (id: string) => ['imports', id, 'lines'] as const;

export const countOf = ({ counts }: ImportView, outcome: string): number => counts[outcome] ?? 0;
