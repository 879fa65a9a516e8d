// How a time and a time limit are told to a person, in Chinese and English, always as Asia/Shanghai.
import type { Said } from '../http/contract.ts';
import { type Limit, ZONE } from './working-time.ts';

/**
 * A moment as a person would say it: `今天 15:00`, `明天 09:00`, `昨天 18:02`, the weekday alone within the next six
 * days (`周一 10:30`), else date and weekday (`11月30日 周一 10:30`), with the year where it is another.
 */
export function sayTime(at: Temporal.Instant, now: Temporal.Instant): Said {
  const [then, today] = [at.toZonedDateTimeISO(ZONE), now.toZonedDateTimeISO(ZONE)];
  const clock = then.toPlainTime().toString({ smallestUnit: 'minute' });
  const days = today.toPlainDate().until(then.toPlainDate(), { largestUnit: 'days' }).days;
  const { zh, en } = sayDay(then, today, days);
  return { zh: `${zh} ${clock}`, en: `${en} ${clock}` };
}

/** A limit as a person would say it: `3个工作日`, `2个工作小时`, `15分钟`. */
export function sayLimit(limit: Limit): Said {
  if ('workingDays' in limit)
    return { zh: `${limit.workingDays}个工作日`, en: counted(limit.workingDays, 'working day') };
  const working = 'workingMinutes' in limit;
  const minutes = working ? limit.workingMinutes : limit.naturalMinutes;
  const whole = minutes % 60 === 0;
  const [zh, en] = [working ? '工作' : '', working ? 'working ' : ''];
  if (whole)
    return { zh: `${minutes / 60}${working ? '个' : ''}${zh}小时`, en: counted(minutes / 60, `${en}hour`) };
  return { zh: `${minutes}${working ? '个' : ''}${zh}分钟`, en: counted(minutes, `${en}minute`) };
}

const WEEKDAYS = [
  { zh: '周一', en: 'Mon' },
  { zh: '周二', en: 'Tue' },
  { zh: '周三', en: 'Wed' },
  { zh: '周四', en: 'Thu' },
  { zh: '周五', en: 'Fri' },
  { zh: '周六', en: 'Sat' },
  { zh: '周日', en: 'Sun' },
] as const;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const NEAR: Readonly<Record<number, Said>> = {
  [-1]: { zh: '昨天', en: 'yesterday' },
  0: { zh: '今天', en: 'today' },
  1: { zh: '明天', en: 'tomorrow' },
};

function sayDay(then: Temporal.ZonedDateTime, today: Temporal.ZonedDateTime, days: number): Said {
  const near = NEAR[days];
  if (near) return near;
  const weekday = WEEKDAYS[then.dayOfWeek - 1] as Said;
  if (days > 1 && days <= 6) return weekday;
  const year = then.year === today.year ? '' : then.year;
  return {
    zh: `${year && `${year}年`}${then.month}月${then.day}日 ${weekday.zh}`,
    en: `${weekday.en} ${then.day} ${MONTHS[then.month - 1]}${year && ` ${year}`}`,
  };
}

const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;
