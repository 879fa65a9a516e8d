// Why the product does not start, said in one sentence per language. A refusal is what the person at the
// keyboard can put right; anything else that goes wrong is an ordinary error with its stack.

/** An error that ends the start with exit code 2 and prints its sentences instead of a stack trace. */
export type Refusal = Error & { readonly code: string; readonly zh: string; readonly en: string };

/** Makes a refusal: a stable code, and what is wrong and what to do now in Chinese and in English. */
export function refusal(code: string, zh: string, en: string): Refusal {
  return Object.assign(new Error(en), { name: 'Refusal', code, zh, en });
}

/** Tells a refusal from any other error. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === 'Refusal' && 'zh' in error && 'en' in error;
}
