/** What other features may ask of registration. */
export { whyAssigned } from './why.ts';
