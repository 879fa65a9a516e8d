/** What a page knows of what it asked the server for. */
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Answer, Failure } from '../../shared/api.ts';

export type Asked<T> =
  | { state: 'loading' }
  | { state: 'failed'; failure: Failure }
  | { state: 'ready'; value: T; keptAt: string | null };

export interface Asking<T> {
  asked: Asked<T>;
  /** asks once more; what is shown stays until the answer is there */
  again: () => Promise<void>;
  /** shows this instead (an answer to a change) */
  show: (value: T) => void;
}

/**
 * Asks when the page opens; an answer that comes too late is dropped. Pages about another thing are other components
 * (give them a `key`), so one component asks one question.
 */
export function useAsked<T>(question: () => Promise<Answer<T>>): Asking<T> {
  const [asked, setAsked] = useState<Asked<T>>({ state: 'loading' });
  const latest = useRef(question);
  latest.current = question;
  const turn = useRef(0);
  const again = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    const answer = await latest.current();
    if (mine !== turn.current) return;
    if (answer.ok) setAsked({ state: 'ready', value: answer.value, keptAt: answer.keptAt });
    // What is shown already is better than nothing.
    else if (answer.status === 0)
      setAsked((before) => (before.state === 'ready' ? before : { state: 'failed', failure: answer }));
    else setAsked({ state: 'failed', failure: answer });
  }, []);
  // Before the first picture, not after it: the question is on its way while the page is drawn.
  useLayoutEffect(() => {
    void again();
    return () => {
      turn.current += 1;
    };
  }, [again]);
  const show = useCallback((value: T) => setAsked({ state: 'ready', value, keptAt: null }), []);
  return { asked, again, show };
}
