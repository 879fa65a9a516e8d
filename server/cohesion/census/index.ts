/** What other features may ask of the ledger. */

export { importNow } from './import-now.ts';
export { nameOfWorker } from './names.ts';
export { listOpenSites, siteById, sitePoints } from './sites-store.ts';
export { assignWorker, attachSite, insertWorker, updateWorker } from './workers.ts';
