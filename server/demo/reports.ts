// Reports of the demo, filed and handled by the same rules as everybody's, so that every state can be seen.
import { file } from '../governance/reports/filing.ts';
import { takeStep } from '../governance/reports/handling.ts';
import { photosFrom } from '../governance/reports/incoming.ts';
import { makeNumbers } from '../governance/reports/numbers.ts';
import type { Actor, Entry } from '../kernel/database/database.ts';
import { newId } from '../kernel/database/id.ts';
import { currentAreas } from '../kernel/divisions/areas.ts';
import { pointInside } from '../kernel/divisions/geometry.ts';
import type { Photo } from '../kernel/files/photo.ts';
import { keepPhoto } from '../kernel/files/store.ts';
import { requestHash } from '../kernel/http/idempotency.ts';
import { newToken } from '../kernel/identity/cookie.ts';
import { deleteSessionsOf, insertSession } from '../kernel/identity/store.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { drawn, type Scene } from './pictures.ts';
import type { Rider } from './riders.ts';
import { demoStreet } from './staff.ts';

type Step =
  | readonly ['accept' | 'start' | 'finish' | 'verify', string, string?]
  | readonly ['reject', string, string]
  | readonly ['rate', 'rider', string, number];

interface DemoReport {
  readonly scene: Scene;
  readonly category: string;
  readonly grid: string;
  readonly body: string;
  readonly place: string;
  readonly steps: readonly Step[];
}

const solved = (by: string, note: string): Step[] => [
  ['accept', by],
  ['start', by],
  ['finish', by, note],
  ['verify', 'dispatcher', '现场核查属实'],
];

/** From newly sent to closed and rated; the grid worker handles, the dispatcher verifies. */
const demoReports: readonly DemoReport[] = [
  {
    scene: 'garbage',
    category: 'environment.litter',
    grid: '003-001',
    body: '小区北门垃圾堆了两天，骑车过不去',
    place: '太和小区北门',
    steps: [...solved('grid', '已清运并冲洗地面'), ['rate', 'rider', '很快', 5]],
  },
  {
    scene: 'lane',
    category: 'roads.cycle_lane',
    grid: '003-001',
    body: '非机动车道停了辆面包车',
    place: '太和路公交站旁',
    steps: solved('grid', '已联系车主挪走'),
  },
  {
    scene: 'manhole',
    category: 'utilities.manhole',
    grid: '003-003',
    body: '井盖翻起来了，晚上看不见',
    place: '美团配送站门口',
    steps: [...solved('grid3', '已复位并加固'), ['rate', 'rider', '谢谢', 5]],
  },
  {
    scene: 'wires',
    category: 'fire.flying_wire',
    grid: '003-002',
    body: '三单元从窗户拉线充电',
    place: '太和里 3 号楼',
    steps: solved('grid2', '已劝导拆除，引导到充电棚'),
  },
  {
    scene: 'exit',
    category: 'fire.blocked_exit',
    grid: '003-003',
    body: '安全出口堆满纸箱',
    place: '综合楼一层',
    steps: [
      ['accept', 'grid3'],
      ['start', 'grid3'],
      ['finish', 'grid3', '商户已当场清走'],
    ],
  },
  {
    scene: 'pothole',
    category: 'roads.pothole',
    grid: '003-002',
    body: '路面有个大坑，下雨积水看不出来',
    place: '太和路与兴云街路口',
    steps: [
      ['accept', 'grid2'],
      ['start', 'grid2'],
    ],
  },
  {
    scene: 'lamp',
    category: 'utilities.street_light',
    grid: '003-001',
    body: '路灯歪了，也不亮',
    place: '党群服务中心西侧',
    steps: [
      ['accept', 'grid'],
      ['start', 'grid'],
    ],
  },
  {
    scene: 'rubble',
    category: 'environment.rubble',
    grid: '003-003',
    body: '装修渣土倒在路边',
    place: '饿了么配送站后巷',
    steps: [['accept', 'grid3']],
  },
  {
    scene: 'gate',
    category: 'riders.gate',
    grid: '003-002',
    body: '侧门锁了，送餐要绕一大圈',
    place: '太和里东侧门',
    steps: [['accept', 'grid2']],
  },
  {
    scene: 'tree',
    category: 'greenery.tree_care',
    grid: '003-001',
    body: '树枝断了搭在人行道上',
    place: '太和小学南墙',
    steps: [],
  },
  {
    scene: 'garbage',
    category: 'environment.dirty_road',
    grid: '005-001',
    body: '路上洒了一地油',
    place: '平城街',
    steps: [],
  },
  {
    scene: 'lane',
    category: 'order.parking',
    grid: '003-002',
    body: '有车停在小区里的私家车位上',
    place: '太和里地下车库',
    steps: [['reject', 'taihe', '小区内部车位请联系物业']],
  },
];

export const demoReportCount = demoReports.length;

/** Files and handles them; `keys` make a repeat harmless. `staff` are ids by login. */
export async function fileDemoReports(
  kernel: Kernel,
  riders: readonly Rider[],
  staff: ReadonlyMap<string, string>,
  keys: readonly string[],
): Promise<void> {
  const system = { as: 'system', street: demoStreet } as const;
  const areas = await kernel.db.transaction(system, (tx) => currentAreas(tx, demoStreet));
  const nextNumber = makeNumbers(kernel.db);
  const entries = await sessionsOf(kernel, staff);
  const pictures = demoReports.map(async ({ scene }, at) => photoOf(await drawn(scene, false, at)));
  const proofs = demoReports.map(async ({ scene, steps }, at) =>
    steps.some(([event]) => event === 'finish') ? photoOf(await drawn(scene, true, at)) : null,
  );
  await Promise.all(
    demoReports.map(async (report, at) => {
      const rider = riders[at % riders.length];
      const grid = areas.grids.find(({ code }) => code === `${demoStreet}${report.grid}`);
      const [lng, lat] = (grid && pointInside(grid.area)) ?? [113.36, 40.086];
      const photo = await pictures[at]!;
      if (!rider) return;
      const entry = worker(rider);
      const { filed } = await file(kernel, nextNumber, {
        entry,
        key: keys[at]!,
        requestHash: requestHash(report.category, report.body),
        report: {
          category: report.category,
          body: report.body,
          placeNote: report.place,
          point: { lng: lng + ((at * 7) % 5) * 0.0002, lat: lat + ((at * 3) % 5) * 0.0001 },
          placeSource: 'phone',
          showName: at % 3 === 0,
        },
        photos: [photo],
      });
      await handle(kernel, filed.id, report, entry, entries, await proofs[at]!);
    }),
  );
  await kernel.db.transaction(system, async (tx) => {
    for (const id of staff.values()) await deleteSessionsOf(tx, demoStreet, 'staff', id);
    for (const { id } of riders) await deleteSessionsOf(tx, demoStreet, 'worker', id);
  });
}

type Session = Entry & { as: 'session' };

const worker = ({ tokenHash }: Rider): Session => ({
  as: 'session',
  tokenHash,
  street: demoStreet,
  allowed: ['worker'],
});

async function sessionsOf(
  kernel: Kernel,
  staff: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Session>> {
  const entries = new Map<string, Session>();
  await kernel.db.transaction({ as: 'system', street: demoStreet }, async (tx) => {
    for (const [login, id] of staff) {
      const { tokenHash } = newToken(demoStreet);
      const session = { street: demoStreet, tokenHash, kind: 'staff', actor: id, device: null } as const;
      await insertSession(tx, { ...session, seconds: 600 });
      const allowed = ['dispatcher', 'community_worker', 'grid_worker'];
      entries.set(login, { as: 'session', tokenHash, street: demoStreet, allowed });
    }
  });
  return entries;
}

async function photoOf(bytes: Buffer): Promise<Photo> {
  const [photo] = await photosFrom([bytes]);
  if (!photo) throw new Error('no photo');
  return photo;
}

async function handle(
  kernel: Kernel,
  id: string,
  report: DemoReport,
  reporter: Session,
  entries: ReadonlyMap<string, Session>,
  proof: Photo | null,
): Promise<void> {
  if (proof) await keepPhoto(kernel.filesDir, proof);
  for (const [at, step] of report.steps.entries()) {
    const [event, who, note = ''] = step;
    const entry = who === 'rider' ? reporter : entries.get(who);
    if (!entry) throw new Error(`nobody signs in as ${who}`);
    const wish = {
      event,
      seq: at + 1,
      note,
      ...(event === 'finish' && { outcome: 'solved' }),
      ...(event === 'reject' && { reason: 'not_public' }),
      ...(step[0] === 'rate' && { rating: step[3] }),
    };
    const photos = event === 'finish' && proof ? [{ id: newId(), photo: proof }] : [];
    await kernel.db.transaction(entry, (tx, actor: Actor) =>
      takeStep(kernel, tx, actor, { report: id, wish, photos }).catch((error: { code?: string }) => {
        // A start that was broken off had taken this step already.
        if (error.code !== 'state_changed') throw error;
      }),
    );
  }
}
