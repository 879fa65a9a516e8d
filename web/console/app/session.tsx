/** Who is signed in, for the pages behind the door. */
import { createContext, useContext } from 'react';
import type { Me, Role, Start } from '../../../server/kernel/identity/contract.ts';
import { ask, from } from './ask.ts';
import { placeOf } from './places.ts';

export const startQuery = from(['start'], (signal) => ask('GET /api/v1/start', { signal }));
export const meQuery = from(['me'], (signal) => ask('GET /api/v1/me', { signal }));

interface Session {
  me: Me;
  start: Start;
}
const Present = createContext<Session | null>(null);
export const SessionProvider = Present;

export function useSession(): Session {
  const session = useContext(Present);
  if (!session) throw new Error('no session');
  return session;
}

/** Whether the person holds one of the roles. */
export const holds = (me: Me, roles: readonly Role[]): boolean =>
  me.roles.some((role) => roles.includes(role));

/** Whether the person may use the page at this address. */
export function useMayVisit(): (path: string) => boolean {
  const { me } = useSession();
  return (path) => {
    const roles = placeOf(path)?.roles;
    return !roles || holds(me, roles);
  };
}
