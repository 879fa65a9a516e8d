import type { Feature } from '../../kernel/kernel.ts';
import { routes as imports } from './import-routes.ts';
import { routes as ledger } from './routes.ts';
import { routes as sites } from './site-routes.ts';

export const feature: Feature = {
  name: 'census',
  routes(app, kernel) {
    ledger(app, kernel);
    imports(app, kernel);
    sites(app, kernel);
  },
};
