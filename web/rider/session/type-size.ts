/** Large-type mode: every size is in rem, so one class makes all of them 1.25 times as large. */
import { signal } from '@preact/signals';
import { keep, kept } from './keep.ts';

export const largeType = signal(kept('large-type') === 'yes');

export function setLargeType(on: boolean): void {
  largeType.value = on;
  keep('large-type', on ? 'yes' : null);
  showTypeSize();
}

export const showTypeSize = (): void => {
  document.documentElement.classList.toggle('large-type', largeType.value);
};
