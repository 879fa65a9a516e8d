import type { Feature } from '../../kernel/kernel.ts';
import { oldCodes } from './chores.ts';
import { routes } from './routes.ts';

export const feature: Feature = { name: 'registration', routes, chores: [oldCodes] };
