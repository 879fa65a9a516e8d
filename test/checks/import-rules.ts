// Who may import whom (ARCHITECTURE.md). Checked by `npm test`, which also plants a violation of every rule and
// fails when one is not found.
import type { IConfiguration } from 'dependency-cruiser';

const station = 'cohesion|services|learning|governance';
const tests = '\\.(test|fixture)\\.tsx?$';

export const importRules: IConfiguration = {
  forbidden: [
    {
      name: 'kernel-knows-no-feature',
      severity: 'error',
      from: { path: '^server/kernel/', pathNot: tests },
      to: { path: `^server/(${station}|insight)/` },
    },
    {
      name: 'features-meet-at-their-index',
      severity: 'error',
      from: { path: `^server/(${station}|insight)/([^/]+)/`, pathNot: tests },
      to: {
        path: `^server/(${station})/[^/]+/`,
        pathNot: ['^server/$1/$2/', '^server/[^/]+/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'points-import-no-feature',
      severity: 'error',
      from: { path: '^server/governance/points/', pathNot: tests },
      to: { path: `^server/(${station}|insight)/`, pathNot: '^server/governance/points/' },
    },
    {
      name: 'nobody-imports-insight',
      severity: 'error',
      from: { pathNot: ['^server/insight/', '^server/app\\.ts$', '^(test|bench)/'] },
      to: { path: '^server/insight/' },
    },
    {
      name: 'web-knows-contracts-only',
      severity: 'error',
      from: { path: '^web/', pathNot: tests },
      to: { path: '^server/', pathNot: '/contract\\.ts$' },
    },
    {
      name: 'web-imports-types-only',
      severity: 'error',
      from: { path: '^web/', pathNot: tests },
      to: { path: '^server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-apps-meet-in-shared',
      severity: 'error',
      from: { path: '^web/([^/]+)/' },
      to: { path: '^web/', pathNot: ['^web/$1/', '^web/shared/'] },
    },
    {
      name: 'server-stands-alone',
      severity: 'error',
      from: { path: '^server/', pathNot: tests },
      to: { path: '^(web|test|bench|tools)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      // Types alone may refer to each other: nothing of them is left when the program runs.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-package-in-the-product',
      severity: 'error',
      from: { path: '^(server|web)/', pathNot: [tests, '\\.d\\.ts$'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    // TypeScript 7 has no parser interface; without this nothing would be read.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '\\.generated\\.ts$'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
