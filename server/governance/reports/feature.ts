import type { Feature } from '../../kernel/kernel.ts';
import { openReports } from './opening.ts';
import { routes } from './routes.ts';

export const feature: Feature = { name: 'reports', routes, openStreet: openReports };
