/** Who is signed in on this phone, and for which street. The session itself is a cookie that no script reads. */
import { signal } from '@preact/signals';
import type { MyCard } from '../../../server/cohesion/registration/contract.ts';
import { keep, kept } from './keep.ts';

/** The worker's id as last seen; null when signed out. */
export const worker = signal<string | null>(kept('worker'));
/** 9-digit code of the street that the link, the sign-in or the only street of the installation gave. */
export const street = signal<string | null>(kept('street'));
/** One's own card as last loaded. */
export const card = signal<MyCard | null>(null);

export function rememberStreet(code: string): void {
  street.value = code;
  keep('street', code);
}

/** One's own card has come: so somebody is signed in. */
export function sawCard(mine: MyCard): void {
  card.value = mine;
  if (worker.value === mine.id) return;
  worker.value = mine.id;
  keep('worker', mine.id);
}

/** The server says that nobody is signed in: the page asks to sign in and keeps its place. */
export function sawSignedOut(): void {
  card.value = null;
  worker.value = null;
  keep('worker', null);
}
