/** Times as people in Datong read them: always Asia/Shanghai, whatever the phone's zone. */
import type { Language } from './said.ts';

const ZONE = 'Asia/Shanghai';
const DAY = 86_400_000;
/** China has kept +08:00 without summer time since 1991. */
const OFFSET = 8 * 3_600_000;

const dayOf = (at: Date) => Math.floor((at.getTime() + OFFSET) / DAY);
/** Monday = 0 of the week in which a day lies. */
const weekOf = (day: number) => Math.floor((day + 3) / 7);
const written = (language: Language, form: Intl.DateTimeFormatOptions, at: Date) =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: ZONE, ...form }).format(at);

/** `10:30` */
export const clock = (at: Date, language: Language): string =>
  written(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, at);

/** `2026年11月24日` / `24 November 2026` */
export const longDay = (at: Date, language: Language): string =>
  written(language, { year: 'numeric', month: 'long', day: 'numeric' }, at);

/**
 * A day and time as short as it stays clear: 今天 10:30, 昨天 18:02, 明天 09:00, 周一 10:30 (this week),
 * 下周一 10:30 (next week), 11月24日 10:30, and with the year when it is another.
 */
export function dayAndTime(instant: string | Date, language: Language, now: Date = new Date()): string {
  const at = new Date(instant);
  return `${dayName(at, language, now)} ${clock(at, language)}`;
}

function dayName(at: Date, language: Language, now: Date): string {
  const [day, today] = [dayOf(at), dayOf(now)];
  const near = NEAR[language][day - today];
  if (near) return near;
  const weeks = weekOf(day) - weekOf(today);
  if (day > today && (weeks === 0 || weeks === 1)) {
    const name = written(language, { weekday: 'short' }, at);
    if (language === 'en')
      return weeks ? `${name} ${written(language, { day: 'numeric', month: 'short' }, at)}` : name;
    return weeks ? `下${name}` : name;
  }
  const sameYear = written('en', { year: 'numeric' }, at) === written('en', { year: 'numeric' }, now);
  return written(
    language,
    { month: language === 'zh' ? 'long' : 'short', day: 'numeric', ...(sameYear ? {} : { year: 'numeric' }) },
    at,
  );
}

const NEAR: Record<Language, Record<number, string>> = {
  zh: { [-1]: '昨天', 0: '今天', 1: '明天' },
  en: { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' },
};
