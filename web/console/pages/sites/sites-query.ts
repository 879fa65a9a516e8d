/** All work sites of the street. */
import { ask, from } from '../../app/ask.ts';

export const sitesQuery = from(['sites'], (signal) => ask('GET /api/v1/sites', { signal }));
