/** Where the phone is now: asked once, when it is needed. Never followed. */
import { signal } from '@preact/signals';
import type { LngLat } from './inside.ts';

export type PhonePlace =
  | { state: 'unasked' | 'finding' | 'denied' }
  | { state: 'found'; point: LngLat; accuracy: number };

export const phonePlace = signal<PhonePlace>({ state: 'unasked' });

export function findPhone(): void {
  if (phonePlace.value.state === 'finding') return;
  if (!navigator.geolocation || !isSecureContext) {
    phonePlace.value = { state: 'denied' };
    return;
  }
  phonePlace.value = { state: 'finding' };
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      phonePlace.value = {
        state: 'found',
        point: { lng: rounded(coords.longitude), lat: rounded(coords.latitude) },
        accuracy: Math.round(coords.accuracy),
      };
    },
    () => {
      phonePlace.value = { state: 'denied' };
    },
    { enableHighAccuracy: true, timeout: 10_000, maximumAge: 30_000 },
  );
}

/** Six decimals are a tenth of a metre. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
