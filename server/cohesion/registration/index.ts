/** What other features may ask of registration. */
export { assign } from './assignment.ts';
export { whyAssigned } from './why.ts';
