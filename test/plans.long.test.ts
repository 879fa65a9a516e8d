// The plans of plans.test.ts on 100,000 rows of everything.
import { declarePlanTests } from './plans.ts';

declarePlanTests(100_000);
