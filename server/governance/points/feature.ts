import type { Feature } from '../../kernel/kernel.ts';
import { openPoints } from './opening.ts';
import { routes } from './routes.ts';

export const feature: Feature = { name: 'points', routes, openStreet: openPoints };
