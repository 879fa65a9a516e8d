/** Takes the report back, after one more tap. */
import { useState } from 'preact/hooks';
import { t } from '../../session/language.ts';
import type { Causing } from './causing.ts';
import { Wrong } from './Wrong.tsx';

export function Withdraw({ causing: { busy, failure, cause } }: { causing: Causing }) {
  const [sure, setSure] = useState(false);
  if (!sure)
    return (
      <button type="button" class="button button-plain" onClick={() => setSure(true)}>
        {t().reports.withdraw}
      </button>
    );
  return (
    <div class="sure">
      <p>{t().reports.withdrawSure}</p>
      <Wrong failure={failure} />
      <div class="pair">
        <button type="button" class="button button-plain" onClick={() => setSure(false)}>
          {t().cancel}
        </button>
        <button type="button" class="button" disabled={busy} onClick={() => cause({ event: 'withdraw' })}>
          {t().reports.withdrawYes}
        </button>
      </div>
    </div>
  );
}
