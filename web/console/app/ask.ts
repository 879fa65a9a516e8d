/** Asking the server: one client, and its answers as queries whose error is the server's failure. */
import { QueryClient, type QueryKey, queryOptions } from '@tanstack/react-query';
import { type Answer, client, type Failure } from '../../shared/api.ts';
import type { Routes } from '../api.ts';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Failure;
  }
}

const hearers = new Set<(failure: Failure) => void>();

/** Calls `hear` for every failure of any request; gives back how to stop. */
export function onFailure(hear: (failure: Failure) => void): () => void {
  hearers.add(hear);
  return () => hearers.delete(hear);
}

/** The typed client; failures are values. */
export const ask = client<Routes>((failure) => {
  for (const hear of hearers) hear(failure);
});

/** The value, or the failure thrown (for queries and mutations). */
export async function orThrow<T>(asked: Promise<Answer<T>>): Promise<T> {
  const answer = await asked;
  if (!answer.ok) throw answer;
  return answer.value;
}

/** A query under `key`. @example useQuery(from(['sites'], (signal) => ask('GET /api/v1/sites', { signal }))) */
export const from = <T>(key: QueryKey, fetch: (signal: AbortSignal) => Promise<Answer<T>>) =>
  queryOptions<T, Failure>({ queryKey: key, queryFn: ({ signal }) => orThrow(fetch(signal)) });

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // Without network a request fails at once and says so, instead of waiting unseen.
      networkMode: 'always',
      // Only what may heal by itself is asked again.
      retry: (count, failure) => count < 2 && (failure.status === 503 || failure.code === 'unreachable'),
    },
    mutations: { networkMode: 'always' },
  },
});
