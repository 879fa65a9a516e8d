/** A list that the server gives page by page, by key. */
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Answer, Failure } from '../../shared/api.ts';

export interface Pages<Row, First> {
  rows: Row[];
  /** the first answer, for what stands beside the rows (a balance) */
  first: First | null;
  loading: boolean;
  failure: Failure | null;
  /** the list is as of then, since the server can't be reached */
  keptAt: string | null;
  /** loads the next page; null on the last */
  more: (() => void) | null;
  again: () => void;
}

export function usePages<First extends { next: string | null }, Row>(
  load: (after?: string) => Promise<Answer<First>>,
  rowsOf: (answer: First) => Row[],
): Pages<Row, First> {
  const [rows, setRows] = useState<Row[]>([]);
  const [first, setFirst] = useState<First | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [loading, setLoading] = useState(true);
  const [keptAt, setKeptAt] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const latest = useRef({ load, rowsOf });
  latest.current = { load, rowsOf };
  const alive = useRef(true);
  const get = useCallback(async (after?: string) => {
    setLoading(true);
    setFailure(null);
    const answer = await latest.current.load(after);
    if (!alive.current) return;
    setLoading(false);
    if (!answer.ok) return setFailure(answer);
    setKeptAt(answer.keptAt);
    if (after === undefined) setFirst(answer.value);
    setRows((before) => (after === undefined ? [] : before).concat(latest.current.rowsOf(answer.value)));
    setNext(answer.value.next);
  }, []);
  useLayoutEffect(() => {
    alive.current = true;
    void get();
    return () => {
      alive.current = false;
    };
  }, [get]);
  return {
    rows,
    first,
    loading,
    failure,
    keptAt,
    more: next && !loading ? () => void get(next) : null,
    again: () => void get(rows.length && next ? next : undefined),
  };
}
