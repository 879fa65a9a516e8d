/** The phone as a person types it on their own screen. */
import { fail } from './failures.ts';

/** 11 digits of a mainland mobile number; spaces, dashes, full-width digits and +86 are understood. Throws `bad_phone`. */
export function typedPhone(typed: string): string {
  const digits = typed
    .normalize('NFKC')
    .replace(/[\s\-–—()]/gu, '')
    .replace(/^(\+|00)?86(?=1\d{10}$)/, '');
  if (!/^1[3-9]\d{9}$/.test(digits))
    throw fail('bad_phone', {
      fields: [{ path: 'phone', zh: '请输入11位手机号', en: 'enter the 11 digits' }],
    });
  return digits;
}
