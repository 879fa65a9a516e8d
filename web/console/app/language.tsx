/** Chinese by default, English on demand: the words of the pages, and the server's sentences. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { inLanguage, type Language, type Said } from '../../shared/said.ts';
import type { Words } from '../words/words.ts';
import { zh } from '../words/zh.ts';

interface Speech {
  language: Language;
  /** the words of the pages */
  t: Words;
  /** a sentence of the server in the reader's language */
  say: (said: Said) => string;
  /** a code of the server as a word; the code itself where there is none; a dash for nothing */
  word: (code: string | null) => string;
  speak: (language: Language) => void;
}

const KEY = 'nuanxin.language';
const Speaking = createContext<Speech | null>(null);

const load = async (language: Language): Promise<Words> =>
  language === 'zh' ? zh : (await import('../words/en.ts')).en;

function remembered(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [spoken, set] = useState<{ language: Language; t: Words }>({ language: 'zh', t: zh });
  const speak = useCallback(async (language: Language) => {
    const t = await load(language);
    set({ language, t });
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = t.title;
    try {
      localStorage.setItem(KEY, language);
    } catch {
      // The choice then lasts until the page is closed.
    }
  }, []);
  useEffect(() => {
    if (remembered() === 'en') speak('en');
  }, [speak]);
  const speech = useMemo<Speech>(
    () => ({
      ...spoken,
      say: (said) => inLanguage(said, spoken.language),
      word: (code) => (code === null ? '—' : (spoken.t.codes[code] ?? code)),
      speak,
    }),
    [spoken, speak],
  );
  return <Speaking value={speech}>{children}</Speaking>;
}

/** Words, language and how to change it. */
export function useSpeech(): Speech {
  const speech = useContext(Speaking);
  if (!speech) throw new Error('no LanguageProvider');
  return speech;
}
