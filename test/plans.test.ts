// Lists and searches find their rows by index as nuanxin_app, under row-level security (100,000 rows: plans.long.test.ts).
import { declarePlanTests } from './plans.ts';

declarePlanTests(3000);
