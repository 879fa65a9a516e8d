/** One's own card: loaded when a page opens, shown from memory meanwhile. */
import { useEffect } from 'preact/hooks';
import type { MyCard, MyCardChange } from '../../../../server/cohesion/registration/contract.ts';
import type { Answer } from '../../../shared/api.ts';
import { ask } from '../../api.ts';
import { type Asking, useAsked } from '../../session/asked.ts';
import { card, sawCard } from '../../session/session.ts';

export function useOwnCard(): Asking<MyCard> {
  const asking = useAsked(() => ask('GET /api/v1/worker/me'));
  const { asked } = asking;
  useEffect(() => {
    if (asked.state === 'ready') sawCard(asked.value);
  }, [asked]);
  return asked.state === 'loading' && card.value
    ? { ...asking, asked: { state: 'ready', value: card.value, keptAt: null } }
    : asking;
}

/** Changes one's own card; the new one is remembered. */
export async function changeCard(changes: MyCardChange): Promise<Answer<MyCard>> {
  const answer = await ask('PATCH /api/v1/worker/me', { body: changes });
  if (answer.ok) sawCard(answer.value);
  return answer;
}
