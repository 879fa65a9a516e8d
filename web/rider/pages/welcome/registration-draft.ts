/** A registration that is being filled in: it survives a reload and a phone call, and has its key from the start. */
import { newKey } from '../../../shared/key.ts';

export type RegistrationStep = 'hello' | 'phone' | 'code' | 'name' | 'site' | 'consent' | 'roles';

export interface RegistrationDraft {
  street: string;
  key: string;
  step: RegistrationStep;
  phone: string;
  ticket: string | null;
  name: string;
  /** id of the site; '' = none of them; null = not chosen yet */
  site: string | null;
  consent: boolean;
  roles: string[];
}

export const newRegistration = (street: string): RegistrationDraft => ({
  street,
  key: newKey(),
  step: 'name',
  phone: '',
  ticket: null,
  name: '',
  site: null,
  consent: false,
  roles: [],
});

const place = (street: string) => `nuanxin.registration.${street}`;

export function keptRegistration(street: string): RegistrationDraft | null {
  try {
    const kept = sessionStorage.getItem(place(street));
    return kept ? (JSON.parse(kept) as RegistrationDraft) : null;
  } catch {
    return null;
  }
}

export function keepRegistration(draft: RegistrationDraft): void {
  try {
    sessionStorage.setItem(place(draft.street), JSON.stringify(draft));
  } catch {
    // Private mode: it lives as long as the page.
  }
}

export function dropRegistration(street: string): void {
  try {
    sessionStorage.removeItem(place(street));
  } catch {
    // Nothing was kept.
  }
}
