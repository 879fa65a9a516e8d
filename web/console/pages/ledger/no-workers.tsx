/** The ledger without rows: nothing imported yet, or nothing that matches. */
import { Link } from '@tanstack/react-router';
import { useSpeech } from '../../app/language.tsx';
import { useMayVisit } from '../../app/session.tsx';
import { Nothing } from '../../parts/states.tsx';

export function NoWorkers({ filtered }: { filtered: boolean }) {
  const { t } = useSpeech();
  const may = useMayVisit();
  if (filtered)
    return (
      <Nothing title={t.workers.noMatch} hint={t.workers.noMatchHint}>
        <Link to="/workers">{t.common.clear}</Link>
      </Nothing>
    );
  return (
    <Nothing title={t.workers.empty} hint={t.workers.emptyHint}>
      {may('/imports') && <Link to="/imports">{t.workers.emptyGo}</Link>}
    </Nothing>
  );
}
