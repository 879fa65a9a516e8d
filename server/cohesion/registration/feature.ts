import type { Feature } from '../../kernel/kernel.ts';
import { routes } from './routes.ts';

export const feature: Feature = { name: 'registration', routes };
