/** After the cookie is set: forget what belonged to the person before and load one's own card. */
import { ask } from '../../api.ts';
import { forgetAnswers } from '../../service-worker/register.ts';
import { sawCard } from '../../session/session.ts';

/** Loads one's own card; answers false when it did not come. */
export async function enter(): Promise<boolean> {
  await forgetAnswers();
  const mine = await ask('GET /api/v1/worker/me');
  if (mine.ok) sawCard(mine.value);
  return mine.ok;
}
