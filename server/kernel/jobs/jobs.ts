/**
 * Work by the clock. pg-boss wakes one of the processes; the work itself runs one street at a time, each in a
 * transaction of its own that entered as the product, so it is done wholly or not at all, and doing it again changes
 * nothing. The jobs of pg-boss hold no data.
 */
import type pg from 'pg';
import { type DatabaseOptions, PgBoss } from 'pg-boss';
import type { Actor, Db, Transaction } from '../database/database.ts';
import { query } from '../database/query.ts';

/** Something that is put in order in every street once an hour. */
export interface Chore {
  readonly name: string;
  /** Returns how many rows it removed or changed. */
  run(tx: Transaction, actor: Actor): Promise<number>;
}

export interface Jobs {
  /** Waits for the work in hand, for at most ten seconds, and closes the connections. */
  stop(): Promise<void>;
  /** Has the chores done now, by whichever process is free; several askings at once are one. */
  ask(): Promise<void>;
}

/** What jobs are started with. */
export interface JobsGiven {
  readonly db: Db;
  /** Signs in as the owner, who makes the schema `pgboss`. */
  readonly owner: pg.ClientConfig;
  /** Signs in as nuanxin_app, which works with it. */
  readonly app: pg.ClientConfig;
  readonly chores: readonly Chore[];
  readonly log: { info(facts: object, said: string): void; error(facts: object, said: string): void };
  /** How often to look for work that others asked for (seconds). */
  readonly pollSeconds?: number;
}

const schema = 'pgboss';
const queue = 'housekeeping';
/** At 23 minutes past every hour. */
const hourly = '23 * * * *';

/** Starts the clock of this process; several processes share one clock. */
export async function startJobs(given: JobsGiven): Promise<Jobs> {
  await prepareSchema(given.owner);
  const boss = new PgBoss({
    ...reach(given.app),
    ...quiet,
    schema,
    migrate: false,
    createSchema: false,
    max: 2,
  });
  boss.on('error', (error) => given.log.error({ err: error }, 'jobs'));
  await boss.start();
  await boss.schedule(queue, hourly, null, { tz: 'Asia/Shanghai' });
  await boss.work(queue, { pollingIntervalSeconds: given.pollSeconds ?? 30 }, () => doChores(given));
  return {
    ask: async () => {
      await boss.send(queue, null, { singletonKey: 'asked' });
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

/** Every chore in every street; what fails is logged, the rest goes on, and the job is tried again. */
export async function doChores({ db, chores, log }: Pick<JobsGiven, 'db' | 'chores' | 'log'>): Promise<void> {
  const streets = query.selectFrom('streets').select('street').orderBy('street').compile();
  const { results } = await db.batch({ as: 'public', street: '' }, [streets]);
  const failed: string[] = [];
  for (const { street } of results[0].rows)
    for (const chore of chores) {
      try {
        const rows = await db.transaction({ as: 'system', street }, (tx, actor) => chore.run(tx, actor));
        if (rows > 0) log.info({ street, chore: chore.name, rows }, 'housekeeping');
      } catch (error) {
        failed.push(`${street} ${chore.name}`);
        log.error({ err: error, street, chore: chore.name }, 'housekeeping');
      }
    }
  if (failed.length > 0) throw new Error(`not done: ${failed.join(', ')}`);
}

/** The owner makes or upgrades pg-boss's schema and the queue, and lets nuanxin_app use them. */
async function prepareSchema(owner: pg.ClientConfig): Promise<void> {
  const boss = new PgBoss({ ...reach(owner), ...quiet, schema, supervise: false, schedule: false, max: 1 });
  await boss.start();
  try {
    // `exclusive`: one job of a key at a time, waiting or at work, over all processes.
    await boss.createQueue(queue, { policy: 'exclusive', retryLimit: 3, retryDelay: 60 });
    // One transaction, one process at a time: two that grant at once would write the same catalogue rows.
    await boss.getDb().executeSql(`
      select pg_advisory_xact_lock(hashtext('nuanxin jobs'));
      grant usage on schema ${schema} to nuanxin_app;
      grant select, insert, update, delete on all tables in schema ${schema} to nuanxin_app;
      grant usage on all sequences in schema ${schema} to nuanxin_app;
      grant execute on all functions in schema ${schema} to nuanxin_app`);
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** Upkeep of indexes and looks at vacuum need an owner's rights, and one job an hour needs neither. */
const quiet = { reindex: false, monitorVacuum: false, application_name: 'nuanxin jobs' } as const;

function reach({
  connectionString,
  host,
  port,
  user,
  password,
  database,
  options,
}: pg.ClientConfig): DatabaseOptions {
  return {
    ...(connectionString && { connectionString }),
    ...(host && { host }),
    ...(port && { port }),
    ...(user && { user }),
    ...(typeof password === 'string' && { password }),
    ...(database && { database }),
    ...(options && { options }),
  };
}
