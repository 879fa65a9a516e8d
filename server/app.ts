/** The application: the kernel's routes and those of the four stations. */
import type { FastifyInstance } from 'fastify';
import { feature as census } from './cohesion/census/feature.ts';
import { feature as registration } from './cohesion/registration/feature.ts';
import { feature as points } from './governance/points/feature.ts';
import { feature as reports } from './governance/reports/feature.ts';
import { routes as audit } from './kernel/audit/routes.ts';
import { buildHttp } from './kernel/http/app.ts';
import { expiredSessions } from './kernel/identity/chores.ts';
import { routes as identity } from './kernel/identity/routes.ts';
import type { Chore } from './kernel/jobs/jobs.ts';
import type { Feature, Kernel } from './kernel/kernel.ts';

/** Every feature, in the order of the four stations. */
const features: readonly Feature[] = [census, registration, reports, points];

/** What is put in order in every street by the clock. */
export const chores: readonly Chore[] = [
  expiredSessions,
  ...features.flatMap((feature) => feature.chores ?? []),
];

/** Lets the kernel open streets with what every feature puts into them; doing so twice changes nothing. */
export function addStreetOpeners(kernel: Kernel): void {
  for (const { openStreet } of features)
    if (openStreet && !kernel.streetOpeners.includes(openStreet)) kernel.streetOpeners.push(openStreet);
}

/** Builds the application of an installation; it does not listen yet. */
export async function buildApp(kernel: Kernel): Promise<FastifyInstance> {
  addStreetOpeners(kernel);
  return buildHttp(kernel, [identity, audit, ...features.map(({ routes }) => routes)]);
}
