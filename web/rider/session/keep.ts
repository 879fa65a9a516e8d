/** Small things that the phone remembers; silently forgetful where storage is switched off. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(`nuanxin.${name}`);
  } catch {
    return null;
  }
}

/** Keeps `value` under `name`, or forgets it when null. */
export function keep(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`nuanxin.${name}`);
    else localStorage.setItem(`nuanxin.${name}`, value);
  } catch {
    // Private mode: it lives as long as the page.
  }
}
