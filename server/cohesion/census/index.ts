/** What other features may ask of the ledger. */

export { listOpenSites, siteById } from './sites-store.ts';
export { assignWorker, attachSite, insertWorker, updateWorker } from './workers.ts';
