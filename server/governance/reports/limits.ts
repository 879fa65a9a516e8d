// 时限: how long each step of a report may take. Own defaults; domain rules, section 4.
import type { Limit } from '../../kernel/time/working-time.ts';
import type { Pace } from './contract.ts';

/** The limits of one pace: to accept, to be on site (urgent only), to have handled, to verify. */
export interface Limits {
  readonly accept: Limit;
  readonly onSite: Limit | null;
  readonly handle: Limit;
  readonly verify: Limit;
  /** 派单异议: how soon the street decides after a unit has returned a report. */
  readonly dispute: Limit;
}

/**
 * 紧急 (urgent) runs on the natural clock, day and night: accept 15 minutes, on site 1 hour, handled 24 hours, the last
 * two from acceptance. 一般 (ordinary): accept 2 working hours, handled 3 working days. 疑难 (hard): 7 working days.
 * Verifying has 1 working day in every pace: the danger is over by then.
 */
export const limits: Readonly<Record<Pace, Limits>> = {
  urgent: {
    accept: { naturalMinutes: 15 },
    onSite: { naturalMinutes: 60 },
    handle: { naturalMinutes: 1440 },
    verify: { workingDays: 1 },
    dispute: { naturalMinutes: 240 },
  },
  ordinary: {
    accept: { workingMinutes: 120 },
    onSite: null,
    handle: { workingDays: 3 },
    verify: { workingDays: 1 },
    dispute: { workingMinutes: 240 },
  },
  hard: {
    accept: { workingMinutes: 120 },
    onSite: null,
    handle: { workingDays: 7 },
    verify: { workingDays: 1 },
    dispute: { workingMinutes: 240 },
  },
};
