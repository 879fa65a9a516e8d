/**
 * The session cookies. Staff and workers have one each, so that one browser can be both (an office clerk who also tries
 * the rider app); a route that serves both takes the one of the page that asks.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

type Kind = 'staff' | 'worker';

export interface SessionToken {
  street: string;
  tokenHash: Buffer;
}

const bothKinds: readonly Kind[] = ['staff', 'worker'];

/** Secure and `__Host-` wherever the site is https (architecture.md, “HTTP”). */
function cookieName(kind: Kind, secure: boolean): string {
  return `${secure ? '__Host-' : ''}nuanxin-${kind}`;
}

function fromConsole(request: FastifyRequest): boolean {
  const referer = request.headers.referer;
  return referer !== undefined && URL.canParse(referer) && new URL(referer).pathname.startsWith('/console');
}

/** The token that goes with this route's rule, or null when the request carries none that parses. */
export function readSessionCookie(request: FastifyRequest, allowed: readonly string[]): SessionToken | null {
  const secure = request.server.secureCookies;
  const forWorkers = allowed.includes('worker');
  const forStaff = allowed.some((role) => role !== 'worker' && role !== 'public');
  const wanted = bothKinds.filter((kind) => (kind === 'worker' ? forWorkers : forStaff));
  if (wanted.length === 2 && !fromConsole(request)) wanted.reverse();
  for (const kind of wanted) {
    const token = parse(request.cookies[cookieName(kind, secure)]);
    if (token) return token;
  }
  // The other kind is signed in: let the rule answer "not for you" rather than "sign in".
  for (const kind of bothKinds) {
    const token = parse(request.cookies[cookieName(kind, secure)]);
    if (token) return token;
  }
  return null;
}

function parse(value: string | undefined): SessionToken | null {
  const match = /^(\d{9})\.([A-Za-z0-9_-]{43})$/.exec(value ?? '');
  return match ? { street: match[1] as string, tokenHash: hashToken(match[2] as string) } : null;
}

/** SHA-256 of a token: 32 random bytes need no salt. */
function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A new session token: the cookie's value and what the database keeps of it. */
export function newToken(street: string): { value: string; tokenHash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { value: `${street}.${token}`, tokenHash: hashToken(token) };
}

export function setSessionCookie(
  reply: FastifyReply,
  kind: Kind,
  value: string,
  maxAgeSeconds: number,
): void {
  const secure = reply.server.secureCookies;
  reply.setCookie(cookieName(kind, secure), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: maxAgeSeconds,
  });
}

export function clearSessionCookie(reply: FastifyReply, kind: Kind): void {
  const secure = reply.server.secureCookies;
  reply.clearCookie(cookieName(kind, secure), { path: '/', httpOnly: true, sameSite: 'lax', secure });
}

declare module 'fastify' {
  interface FastifyInstance {
    secureCookies: boolean;
  }
}
