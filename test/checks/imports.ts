// Checks who imports whom, and that the check itself sees: it must have read the tree, and must find one planted
// violation of every rule.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseOptions, type IFlattenedRuleSet } from 'dependency-cruiser';
import { importRules } from './import-rules.ts';

const project = join(import.meta.dirname, '../..');
const rules = (importRules.forbidden ?? []).map((rule) => rule.name ?? '');

type Found = { modules: number; violations: { rule: string; from: string; to: string }[] };

async function look(baseDir: string, folders: string[]): Promise<Found> {
  const options = {
    ...importRules.options,
    baseDir,
    validate: true,
    ruleSet: { forbidden: importRules.forbidden },
  };
  const { output } = await cruise(folders, options as ICruiseOptions & { ruleSet: IFlattenedRuleSet });
  if (typeof output === 'string') throw new Error(output);
  return {
    modules: output.modules.filter((module) => !module.couldNotResolve && !module.coreModule).length,
    violations: output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}

/** One file or two for each rule that break it. */
const planted: Record<string, string> = {
  'server/kernel/http/knows.ts': "import '../../cohesion/census/index.ts';",
  'server/cohesion/census/index.ts': "import '../../governance/reports/store.ts';",
  'server/governance/points/index.ts': "import '../reports/index.ts';",
  'server/governance/reports/index.ts': "import '../../insight/figures.ts'; import './store.ts';",
  'server/governance/reports/store.ts':
    "import './index.ts'; import '../../../test/harness.ts'; import './missing.ts';",
  'server/governance/reports/contract.ts': 'export const value = 1;',
  'server/insight/figures.ts': 'export const figures = 1;',
  'test/harness.ts': 'export const harness = 1;',
  'web/rider/main.ts':
    "import { value } from '../../server/governance/reports/contract.ts'; import '../../server/insight/figures.ts'; import '../console/main.ts'; console.log(value);",
  'web/console/main.ts': "import 'tool';",
  'package.json': '{"name":"planted","type":"module","devDependencies":{"tool":"1.0.0"}}',
  'node_modules/tool/package.json': '{"name":"tool","version":"1.0.0","main":"index.js"}',
  'node_modules/tool/index.js': 'export {};',
};

async function lookAtPlanted(): Promise<string[]> {
  const directory = join(project, '.cache', `planted-${process.pid}`);
  try {
    for (const [path, text] of Object.entries(planted)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), `${text}\n`);
    }
    const found = new Set((await look(directory, ['server', 'web'])).violations.map(({ rule }) => rule));
    return rules.filter((rule) => !found.has(rule));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const { modules, violations } = await look(project, ['server', 'web', 'test', 'bench', 'tools']);
const blind = await lookAtPlanted();
for (const { rule, from, to } of violations) console.error(`${rule}: ${from} → ${to}`);
for (const rule of blind) console.error(`${rule}: a planted violation was not found`);
if (modules <= 50) console.error(`only ${modules} modules were read`);
console.log(`${modules} modules, ${rules.length} rules`);
process.exitCode = violations.length > 0 || blind.length > 0 || modules <= 50 ? 1 : 0;
