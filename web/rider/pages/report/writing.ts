/** The draft that is open: every change is kept on the phone, so that nothing is lost when the call comes. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Draft, DraftFields, DraftPhoto } from '../../drafts/draft.ts';
import { drafts, keepDraft, startDraft } from '../../drafts/drafts.ts';

const CALM = 400;

export interface Writing {
  draft: Draft;
  fields: (changes: DraftFields) => void;
  photos: (change: (photos: DraftPhoto[]) => DraftPhoto[]) => void;
  /** replaces the whole draft (after sending) without keeping it again */
  set: (draft: Draft) => void;
  /** opens an empty one */
  fresh: () => void;
}

export function useWriting(id: string | undefined): Writing {
  const [draft, setDraft] = useState<Draft>(
    () => drafts.value.find((kept) => kept.id === id) ?? startDraft(),
  );
  const latest = useRef(draft);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const flush = useCallback(() => {
    if (timer.current === undefined) return;
    clearTimeout(timer.current);
    timer.current = undefined;
    void keepDraft(latest.current);
  }, []);
  useEffect(() => {
    document.addEventListener('visibilitychange', flush);
    addEventListener('pagehide', flush);
    return () => {
      flush();
      document.removeEventListener('visibilitychange', flush);
      removeEventListener('pagehide', flush);
    };
  }, [flush]);

  const set = useCallback((next: Draft) => {
    clearTimeout(timer.current);
    timer.current = undefined;
    latest.current = next;
    setDraft(next);
  }, []);
  const change = useCallback(
    (changed: (draft: Draft) => Draft) => {
      latest.current = changed(latest.current);
      setDraft(latest.current);
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, CALM);
    },
    [flush],
  );
  return {
    draft,
    set,
    fields: useCallback(
      (changes) => change((before) => ({ ...before, fields: { ...before.fields, ...changes } })),
      [change],
    ),
    photos: useCallback((edit) => change((before) => ({ ...before, photos: edit(before.photos) })), [change]),
    fresh: useCallback(() => set(startDraft()), [set]),
  };
}
