/** A mainland mobile number as people type it; the server has the last word. */
export function isPhone(typed: string): boolean {
  const half = typed.replace(/[０-９＋]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  return /^(\+?86)?1\d{10}$/.test(half.replace(/[\s\-()]/g, ''));
}

/** `138****1234`, for the sentence that says where the code went. */
export const masked = (phone: string): string =>
  phone.replace(/\D/g, '').replace(/^(?:86)?(\d{3})\d{4}(\d{4})$/, '$1****$2');
