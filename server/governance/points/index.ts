/** What other features may ask of points: award inside their own transaction, and read a worker's figures. */
export { award, balanceOf, earnedWith } from './transfers.ts';
