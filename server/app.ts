/** The application: the kernel's routes and those of the four stations. */
import type { FastifyInstance } from 'fastify';
import { buildHttp } from './kernel/http/app.ts';
import { routes as identity } from './kernel/identity/routes.ts';
import type { Feature, Kernel } from './kernel/kernel.ts';

/** Every feature, in the order of the four stations. */
const features: readonly Feature[] = [];

/** Builds the application of an installation; it does not listen yet. */
export async function buildApp(kernel: Kernel): Promise<FastifyInstance> {
  for (const feature of features) if (feature.openStreet) kernel.streetOpeners.push(feature.openStreet);
  return buildHttp(kernel, [identity, ...features.map((feature) => feature.routes)]);
}
