/** Times as a clerk reads them, with the full time on hover and for machines. */

import type { Language } from '../../shared/said.ts';
import { clock, dayAndTime, longDay } from '../../shared/shanghai.ts';
import { useSpeech } from '../app/language.tsx';

/** 今天 10:30 */
export const whenClock = (at: string | Date, language: Language): string => dayAndTime(at, language);

export function When({ at }: { at: string | null }) {
  const { language } = useSpeech();
  if (!at) return <span className="quiet">—</span>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={`${longDay(date, language)} ${clock(date, language)}`} className="when">
      {dayAndTime(at, language)}
    </time>
  );
}
