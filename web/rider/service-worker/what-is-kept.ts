/** Which addresses the service worker answers without network. */

/** The cache of last known answers; emptied when somebody signs in or out. */
export const KEPT_ANSWERS = 'answers';

const KEPT = [
  /^\/api\/v1\/start$/,
  /^\/api\/v1\/categories$/,
  /^\/api\/v1\/areas$/,
  /^\/api\/v1\/points-policy$/,
  /^\/api\/v1\/worker\/(me|reports|points|notices)$/,
  /^\/api\/v1\/reports\/[0-9a-f-]{36}$/,
];

/** Answers that a page still needs without network: what one can report, where, and how one's own reports stand. */
export const keepsAnswer = (path: string): boolean => KEPT.some((kept) => kept.test(path));

const ELSEWHERE = /^\/(api|console|screen|open311|calendar|healthz|readyz|metrics)(\/|$)/;

/** Pages of the rider app; everything else belongs to somebody else. */
export const opensShell = (path: string): boolean => !ELSEWHERE.test(path);
