/** Decides a line: shown at once, kept by the server; a refusal takes it back and says why. */
import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import type { ImportLine, ImportLines, LineOutcome } from '../../../../server/cohesion/census/contract.ts';
import { ask } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { linesKey } from './import-queries.ts';

export type Decide = (line: ImportLine, decision: string) => void;

export function useDecide(id: string, outcome: LineOutcome): Decide {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const store = useQueryClient();
  const key = [...linesKey(id), outcome];
  const show = (number: number, decision: string | null) =>
    store.setQueryData<InfiniteData<ImportLines>>(
      key,
      (old) =>
        old && {
          ...old,
          pages: old.pages.map((page) => ({
            ...page,
            lines: page.lines.map((line) => (line.line === number ? { ...line, decision } : line)),
          })),
        },
    );
  return async (line, decision) => {
    show(line.line, decision);
    const answer = await ask('PUT /api/v1/imports/:id/decisions', {
      params: { id },
      body: { decisions: { [line.line]: decision } },
    });
    if (answer.ok) return;
    show(line.line, line.decision);
    message.error(say(answer.said));
  };
}
