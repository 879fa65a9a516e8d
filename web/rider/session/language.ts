/** The language of the reader: Chinese first; English is loaded when it is chosen. */
import { signal } from '@preact/signals';
import { inLanguage, type Language, type Said } from '../../shared/said.ts';
import { dayAndTime, longDay } from '../../shared/shanghai.ts';
import { type Words, zh } from '../words/zh.ts';
import { keep, kept } from './keep.ts';

export const language = signal<Language>('zh');
const words = signal<Words>(zh);

/** The words of the chosen language. */
export const t = (): Words => words.value;
/** A sentence of the server in the chosen language. */
export const say = (said: Said): string => inLanguage(said, language.value);
/** `明天 10:30` */
export const when = (instant: string): string => dayAndTime(instant, language.value);
/** `2027年12月31日` */
export const day = (instant: string): string => longDay(new Date(instant), language.value);

/** Changes the language of everything on the page. */
export async function speak(chosen: Language): Promise<void> {
  words.value = chosen === 'en' ? (await import('../words/en.ts')).en : zh;
  language.value = chosen;
  document.documentElement.lang = chosen === 'en' ? 'en' : 'zh-CN';
  keep('language', chosen);
}

/** The language kept from last time; resolves before the first picture. */
export const speakAsBefore = async (): Promise<void> => {
  if (kept('language') === 'en') await speak('en');
};
