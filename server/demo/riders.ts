// Riders of the demo: people of the imported roster who come and register, by the rules of registration.
import { sql } from 'kysely';
import { consentVersion } from '../cohesion/registration/consent.ts';
import { register } from '../cohesion/registration/registration.ts';
import { newToken } from '../kernel/identity/cookie.ts';
import { insertSession } from '../kernel/identity/store.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { demoStreet, taihe } from './staff.ts';

export interface Rider {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly site: { id: string; name: string };
  readonly tokenHash: Buffer;
}

const howMany = 6;
const wishes = [['opinion', 'safety_patrol'], ['safety_patrol'], [], ['civility'], ['opinion'], []];

/** Registers the first people of the roster whose site lies in 太和. */
export async function registerRiders(kernel: Kernel): Promise<Rider[]> {
  const entry = { as: 'system', street: demoStreet } as const;
  const { rows } = await kernel.db.transaction(entry, (tx) =>
    sql<{ id: string; state: string; name: string; phone: Buffer; site: string; site_name: string }>`
      select w.id, w.state, w.name, w.phone_cipher as phone, s.id as site, s.name as site_name
      from workers w join sites s on s.street = w.street and s.id = w.main_site
      where w.street = ${demoStreet} and w.community = ${taihe} and w.grid is not null and w.import is not null
        and w.phone_cipher is not null
      order by w.name_sort, w.id limit ${howMany}`.execute(tx),
  );
  return Promise.all(
    rows.map(async ({ id, state, name, phone: sealed, site, site_name }, at) => {
      const phone = kernel.cipher.open(demoStreet, 'workers.phone', sealed);
      const { tokenHash } = newToken(demoStreet);
      const wish = { street: demoStreet, ticket: '', name, site, consentVersion, roles: wishes[at] ?? [] };
      const worker = await kernel.db.transaction(entry, async (tx) => {
        const device = '演示';
        if (state === 'listed')
          return register(kernel, tx, demoStreet, { phone, name, wish }, { tokenHash, device });
        // An earlier start was broken off after they had registered.
        const session = { street: demoStreet, tokenHash, kind: 'worker', actor: id, device } as const;
        await insertSession(tx, { ...session, seconds: 600 });
        return { worker: id };
      });
      return { id: worker.worker, name, phone, site: { id: site, name: site_name }, tokenHash };
    }),
  );
}
