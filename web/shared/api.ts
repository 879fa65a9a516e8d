/**
 * The typed fetch client: an app lists its routes as types (from the server's contracts) and gets a function
 * that checks path parameters, query, body and answer. Failures are values, never exceptions.
 *
 * @example
 * interface Routes { 'GET /api/v1/reports/:id': { answer: ReportDetail } }
 * const ask = client<Routes>();
 * const found = await ask('GET /api/v1/reports/:id', { params: { id } });
 * if (found.ok) show(found.value); else say(found.said);
 */
import type { Problem, Said } from '../../server/kernel/http/contract.ts';

/** One route: what it takes and what it answers (void for 202 / 204). */
export interface Route {
  query?: object;
  body?: unknown;
  /** also takes multipart/form-data */
  upload?: true;
  answer: unknown;
}

export interface Failure {
  ok: false;
  /** HTTP status, 0 when no answer came */
  status: number;
  /** the server's stable code, or `offline`, `unreachable`, `aborted` */
  code: string;
  said: Said;
  fields: { path: string; said: Said }[];
  /** seconds, from Retry-After */
  retryAfter: number | null;
}
export interface Success<T> {
  ok: true;
  status: number;
  value: T;
  /** the server had done it before (Idempotent-Replay) */
  replay: boolean;
  /** when this answer was kept by the service worker, since the server can't be reached; null when fresh */
  keptAt: string | null;
}
export type Answer<T> = Success<T> | Failure;

type Params<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Params<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
type Needs<K extends string, R extends Route> = ([Params<K>] extends [never]
  ? unknown
  : { params: Record<Params<K>, string> }) &
  (R extends { query: infer Q }
    ? Record<string, never> extends Q
      ? { query?: Q }
      : { query: Q }
    : unknown) &
  (R extends { body: infer B } ? { body: R extends { upload: true } ? B | FormData : B } : unknown) & {
    /** Idempotency-Key */
    key?: string;
    signal?: AbortSignal;
  };
type Given<K extends string, R extends Route> =
  Record<string, never> extends Needs<K, R> ? [needs?: Needs<K, R>] : [needs: Needs<K, R>];
/** What `client` makes. */
export type Ask<Routes> = <K extends keyof Routes & string>(
  route: K,
  ...given: Routes[K] extends Route ? Given<K, Routes[K]> : never
) => Promise<Answer<Routes[K] extends Route ? Routes[K]['answer'] : never>>;

interface Loose {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  key?: string;
  signal?: AbortSignal;
}

const NO_ANSWER: Record<'offline' | 'unreachable' | 'aborted', Said> = {
  offline: {
    zh: '现在没有网络，连上网络后再试。',
    en: 'There is no network now. Try again when you are back online.',
  },
  unreachable: {
    zh: '暂时连不上服务器，请稍后再试。',
    en: 'The server cannot be reached right now. Please try again later.',
  },
  aborted: { zh: '已停止。', en: 'Stopped.' },
};

/** The client of one app. `onFailure` hears every failure (e.g. `signed_out`). */
export function client<Routes>(onFailure?: (failure: Failure) => void): Ask<Routes> {
  const ask = async (route: string, needs: Loose = {}): Promise<Answer<unknown>> => {
    const answer = await send(route, needs);
    if (!answer.ok) onFailure?.(answer);
    return answer;
  };
  return ask as Ask<Routes>;
}

async function send(route: string, needs: Loose): Promise<Answer<unknown>> {
  const [method = 'GET', path = '/'] = route.split(' ');
  const form = needs.body instanceof FormData;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (needs.body !== undefined && !form) headers['content-type'] = 'application/json';
  if (needs.key) headers['idempotency-key'] = needs.key;
  try {
    const response = await fetch(address(path, needs), {
      method,
      headers,
      credentials: 'same-origin',
      signal: needs.signal,
      body:
        needs.body === undefined ? undefined : form ? (needs.body as FormData) : JSON.stringify(needs.body),
    });
    if (!response.ok) return await refusal(response);
    const text = await response.text();
    return {
      ok: true,
      status: response.status,
      value: text ? JSON.parse(text) : undefined,
      replay: response.headers.get('idempotent-replay') === 'true',
      keptAt: response.headers.get('x-kept-at'),
    };
  } catch {
    if (needs.signal?.aborted) return noAnswer('aborted');
    return noAnswer(navigator.onLine === false ? 'offline' : 'unreachable');
  }
}

/** `/api/v1/reports/:id` with its parameters and query filled in. */
export function address(path: string, { params = {}, query = {} }: Pick<Loose, 'params' | 'query'>): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  const asked = search.toString();
  return asked ? `${filled}?${asked}` : filled;
}

/** A failure from the server's problem+json, or from a bare status when a proxy answered instead. */
export async function refusal(response: Response): Promise<Failure> {
  const problem: Partial<Problem> = await response.json().catch(() => ({}));
  const after = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return {
    ok: false,
    status: response.status,
    code: problem.code ?? `http_${response.status}`,
    said: problem.title ? { zh: problem.title, en: problem.titleEn ?? problem.title } : NO_ANSWER.unreachable,
    fields: (problem.fields ?? []).map(({ path, zh, en }) => ({ path, said: { zh, en } })),
    retryAfter: Number.isFinite(after) ? after : null,
  };
}

const noAnswer = (code: keyof typeof NO_ANSWER): Failure => ({
  ok: false,
  status: 0,
  code,
  said: NO_ANSWER[code],
  fields: [],
  retryAfter: null,
});
