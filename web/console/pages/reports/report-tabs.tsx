/** Tabs of the board with counts; a tab is an address. */
import { Link } from '@tanstack/react-router';
import type { ReportBoard } from '../../../../server/governance/reports/contract.ts';
import { useSpeech } from '../../app/language.tsx';
import { useFilters } from '../../app/search.ts';
import { countOf, TABS, tabOf } from './states.ts';

/** Shown only when they hold something. */
const RARE = new Set(['dispatched', 'rejected', 'withdrawn', 'merged']);

export function ReportTabs({ board }: { board: ReportBoard | undefined }) {
  const { t } = useSpeech();
  const [filters] = useFilters();
  const present = tabOf(filters.state);
  return (
    <nav className="tabs" aria-label={t.reports.board}>
      {TABS.filter(
        (tab) => tab === present || !RARE.has(tab) || (board && countOf(tab, board.counts) > 0),
      ).map((tab) => (
        <Link
          key={tab}
          to="/reports"
          search={{ ...filters, number: undefined, state: tab === 'open' ? undefined : tab }}
          aria-current={tab === present ? 'page' : undefined}
        >
          {t.reports.tabs[tab]} <span className="tab-count">{board ? countOf(tab, board.counts) : ''}</span>
        </Link>
      ))}
    </nav>
  );
}
