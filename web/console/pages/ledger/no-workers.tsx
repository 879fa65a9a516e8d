/** The ledger without rows: nothing imported yet, or nothing that matches. */
import { Link } from '@tanstack/react-router';
import { useSpeech } from '../../app/language.tsx';
import { Nothing } from '../../parts/states.tsx';

export function NoWorkers({ filtered }: { filtered: boolean }) {
  const { t } = useSpeech();
  if (filtered)
    return (
      <Nothing title={t.workers.noMatch} hint={t.workers.noMatchHint}>
        <Link to="/workers">{t.common.clear}</Link>
      </Nothing>
    );
  return (
    <Nothing title={t.workers.empty} hint={t.workers.emptyHint}>
      <Link to="/imports">{t.workers.emptyGo}</Link>
    </Nothing>
  );
}
