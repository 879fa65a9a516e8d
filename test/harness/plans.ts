// Shows how PostgreSQL ran the statements of a request: as nuanxin_app, under row-level security, with real parameters.
import { buildApp } from '../../server/app.ts';
import { databaseOver } from '../../server/kernel/database/database.ts';
import { openPool } from '../../server/kernel/database/pool.ts';
import type { Api } from './api.ts';
import { whenFileEnds } from './closing.ts';
import { asSuperuser, type Cluster } from './cluster.ts';
import { testCluster } from './database.ts';

/** A node of a plan in EXPLAIN's JSON form, as far as it is looked at. */
export interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** One statement that ran, with its plan. */
export interface Ran {
  text: string;
  plan: PlanNode;
}

/**
 * The application again, over connections that tell the plan of every statement (auto_explain, as notices). `since()`
 * gives what ran after the last call. `withoutScans`: a table is read as a whole only where no index can serve, which
 * shows on few rows what the planner would meet on many.
 */
export async function explainedApp(api: Api, options: { withoutScans: boolean }) {
  const cluster = await testCluster();
  await tellPlans(cluster, api.database.name, options.withoutScans);
  const ran: Ran[] = [];
  const pool = openPool(api.database.app, 2);
  pool.on('connect', (client) => {
    client.on('notice', ({ message }) => {
      const [, json] = /plan:\s*(\{[\s\S]*\})\s*$/.exec(message ?? '') ?? [];
      if (!json) return;
      const told = JSON.parse(json) as { 'Query Text': string; Plan: PlanNode };
      ran.push({ text: told['Query Text'], plan: told.Plan });
    });
  });
  const db = databaseOver(pool);
  const app = await buildApp({ ...api.kernel, db, streetOpeners: [] });
  await app.ready();
  whenFileEnds(async () => {
    await app.close();
    await db.close();
  });
  return { app, since: () => ran.splice(0) };
}

async function tellPlans(cluster: Cluster, database: string, withoutScans: boolean): Promise<void> {
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_format': 'json',
    'auto_explain.log_level': 'notice',
    enable_seqscan: withoutScans ? 'off' : 'on',
  };
  await asSuperuser({ ...cluster.superuser, database }, async (client) => {
    await client.query("load 'auto_explain'");
    for (const [name, value] of Object.entries(settings))
      await client.query(`alter role nuanxin_app in database ${database} set ${name} = '${value}'`);
  });
}

/** Every node of a plan. */
export function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}
