/** A sentence of the server in the language that the reader chose. */
import type { Said } from '../../server/kernel/http/contract.ts';

export type { Said };
export type Language = 'zh' | 'en';

/** The sentence in `language`; Chinese when there is no English one. */
export const inLanguage = (said: Said, language: Language): string =>
  (language === 'en' && said.en) || said.zh;
