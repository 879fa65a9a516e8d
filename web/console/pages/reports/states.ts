/** Which states a tab of the board holds, in the order of the work. */
import type { ReportState } from '../../../../server/governance/reports/contract.ts';

export const OPEN: readonly ReportState[] = ['submitted', 'accepted', 'dispatched', 'handling', 'handled'];

export const TABS = ['open', ...OPEN, 'closed', 'rejected', 'withdrawn', 'merged'] as const;
export type Tab = (typeof TABS)[number];

/** The tab of an address; open work when it names none. */
export const tabOf = (state: string | undefined): Tab => TABS.find((tab) => tab === state) ?? 'open';

/** The `state` query of a tab. */
export const statesOf = (tab: Tab): string => (tab === 'open' ? OPEN.join(',') : tab);

/** How many a tab holds. */
export const countOf = (tab: Tab, counts: Record<string, number>): number =>
  tab === 'open' ? OPEN.reduce((sum, state) => sum + (counts[state] ?? 0), 0) : (counts[tab] ?? 0);
