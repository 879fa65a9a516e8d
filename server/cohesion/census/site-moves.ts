/** Moving one site by hand: first whom it touches, then in one step the site and its people. */
import { trace } from '../../kernel/audit/audit.ts';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { currentAreas } from '../../kernel/divisions/areas.ts';
import type { Point } from '../../kernel/http/contract.ts';
import { affectedBy, moveSites, placing } from './affected.ts';
import type { Affected } from './contract.ts';
import { fail } from './failures.ts';
import { siteById } from './sites-store.ts';

/** Lists whom a new point would move; with `confirm` moves them. Throws `no_such_site`. */
export async function moveSite(
  tx: Transaction,
  actor: Actor,
  id: string,
  point: Point,
  confirm: boolean,
): Promise<Affected> {
  const { street } = actor;
  const site = await siteById(tx, street, id);
  if (!site) throw fail('no_such_site');
  const areas = await currentAreas(tx, street);
  const to = placing(
    { id, point: [point.lng, point.lat], claimed: site.claimed_community, address: site.address },
    areas,
  );
  const affected = await affectedBy(tx, street, [to], areas);
  if (!confirm) return { done: false, affected };
  await tx
    .updateTable('sites')
    .set({ lng: point.lng, lat: point.lat })
    .where('street', '=', street)
    .where('id', '=', id)
    .execute();
  await moveSites(tx, actor, [to], null);
  await trace(tx, actor, {
    action: 'site.moved',
    subjectKind: 'site',
    subject: id,
    detail: { people: affected.filter(({ overridden }) => !overridden).length, community: to.community },
  });
  return { done: true, affected };
}
