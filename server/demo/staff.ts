// The people of the demo's office, one for every role; grid workers answer the phone.
import { sql } from 'kysely';
import type { Said } from '../kernel/http/contract.ts';
import { makeStaff } from '../kernel/identity/accounts.ts';
import type { Role } from '../kernel/identity/contract.ts';
import type { DemoSignIn, Kernel } from '../kernel/kernel.ts';

export interface DemoStaff {
  readonly login: string;
  readonly name: string;
  readonly role: Said;
  readonly grant: { role: Role; community?: string; grid?: string };
  readonly phone?: string;
}

/** 水泊寺街道. */
export const demoStreet = '140213066';
/** 太和社区: the community with the main rider station. */
export const taihe = `${demoStreet}003`;

const gridWorker = (login: string, name: string, grid: string, place: string, phone: string): DemoStaff => ({
  login,
  name,
  role: { zh: `网格员（${place}）`, en: `Grid worker (${grid})` },
  grant: { role: 'grid_worker', community: `${demoStreet}${grid.slice(0, 3)}`, grid: `${demoStreet}${grid}` },
  phone,
});

/** Everybody who can sign in; names and numbers are made up (numbers of a range that is not given out). */
export const demoStaff: readonly DemoStaff[] = [
  {
    login: 'admin',
    name: '周建平',
    role: { zh: '街道管理员', en: 'Street administrator' },
    grant: { role: 'street_admin' },
  },
  {
    login: 'dispatcher',
    name: '许慧敏',
    role: { zh: '街道调度员', en: 'Dispatcher' },
    grant: { role: 'dispatcher' },
  },
  {
    login: 'taihe',
    name: '郭晓梅',
    role: { zh: '社区工作者（太和）', en: 'Community worker (Taihe)' },
    grant: { role: 'community_worker', community: taihe },
  },
  gridWorker('grid', '孙丽', '003-001', '太和第一网格', '19900660001'),
  gridWorker('grid2', '马志强', '003-002', '太和第二网格', '19900660002'),
  gridWorker('grid3', '田芳', '003-003', '太和第三网格', '19900660003'),
  gridWorker('grid-001', '韩国栋', '001-001', '永安', '19900660011'),
  gridWorker('grid-002', '任秀英', '002-001', '永和', '19900660012'),
  gridWorker('grid-004', '崔海涛', '004-001', '文兴', '19900660014'),
  gridWorker('grid-005', '段玉兰', '005-001', '重熙', '19900660015'),
  gridWorker('grid-006', '白俊杰', '006-001', '文源', '19900660016'),
  gridWorker('grid-007', '贾春燕', '007-001', '恒大', '19900660017'),
  gridWorker('grid-201', '石来福', '201-001', '石家寨', '19900660021'),
  gridWorker('grid-202', '冯桂花', '202-001', '沙岭', '19900660022'),
  {
    login: 'auditor',
    name: '秦正',
    role: { zh: '审计员', en: 'Auditor' },
    grant: { role: 'auditor' },
  },
];

/** Makes those who are not there yet, their second factor set up; returns ids by login. */
export async function makeDemoStaff(
  kernel: Kernel,
  signIns: readonly DemoSignIn[],
): Promise<ReadonlyMap<string, string>> {
  const entry = { as: 'system', street: demoStreet } as const;
  const made = await Promise.all(
    demoStaff.map((person) =>
      kernel.db.transaction(entry, async (tx, actor): Promise<[string, string]> => {
        const there = await tx
          .selectFrom('staff')
          .select('id')
          .where('street', '=', demoStreet)
          .where('login', '=', person.login)
          .executeTakeFirst();
        if (there) return [person.login, there.id];
        const signIn = signIns.find(({ login }) => login === person.login);
        if (!signIn) throw new Error(`no sign-in for ${person.login}`);
        const { login, name, role, grant, phone } = person;
        const { password, totpSecret } = signIn;
        const id = await makeStaff(kernel, tx, actor, { login, name, title: role.zh, password }, [grant]);
        await tx
          .updateTable('staff')
          .set({
            totp_cipher: kernel.cipher.seal(demoStreet, 'staff.totp', totpSecret),
            totp_confirmed_at: sql`now()`,
            phone_cipher: phone ? kernel.cipher.seal(demoStreet, 'staff.phone', phone) : null,
          })
          .where('street', '=', demoStreet)
          .where('id', '=', id)
          .execute();
        return [login, id];
      }),
    ),
  );
  return new Map(made);
}
