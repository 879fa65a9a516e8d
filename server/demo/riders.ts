// Riders of the demo: people of the imported roster who come and register, by the rules of registration.
import { sql } from 'kysely';
import { consentVersion } from '../cohesion/registration/consent.ts';
import { register } from '../cohesion/registration/registration.ts';
import { newToken } from '../kernel/identity/cookie.ts';
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
    sql<{ name: string; phone: Buffer; site: string; site_name: string }>`
      select w.name, w.phone_cipher as phone, s.id as site, s.name as site_name
      from workers w join sites s on s.street = w.street and s.id = w.main_site
      where w.street = ${demoStreet} and w.community = ${taihe} and w.grid is not null and w.state = 'listed'
        and w.phone_cipher is not null
      order by w.name_sort, w.id limit ${howMany}`.execute(tx),
  );
  return Promise.all(
    rows.map(async ({ name, phone: sealed, site, site_name }, at) => {
      const phone = kernel.cipher.open(demoStreet, 'workers.phone', sealed);
      const { tokenHash } = newToken(demoStreet);
      const wish = { street: demoStreet, ticket: '', name, site, consentVersion, roles: wishes[at] ?? [] };
      const { worker } = await kernel.db.transaction(entry, (tx) =>
        register(kernel, tx, demoStreet, { phone, name, wish }, { tokenHash, device: '演示' }),
      );
      return { id: worker, name, phone, site: { id: site, name: site_name }, tokenHash };
    }),
  );
}
