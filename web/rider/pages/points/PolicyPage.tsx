/** The points policy in force: its text, and its rules as a table. Everybody can read it. */
import type { Policy } from '../../../../server/governance/points/contract.ts';
import type { Answer } from '../../../shared/api.ts';
import { ask } from '../../api.ts';
import { Cell, Cells } from '../../parts/cells.tsx';
import { Page } from '../../parts/Page.tsx';
import { Shown } from '../../parts/states.tsx';
import { useAsked } from '../../session/asked.ts';
import { day, say, t } from '../../session/language.ts';
import { rememberStreet, street } from '../../session/session.ts';

/** The street that is remembered, or the only one there is. */
async function policy(): Promise<Answer<Policy>> {
  if (!street.value) {
    const start = await ask('GET /api/v1/start');
    if (!start.ok) return start;
    const first = start.value.streets[0];
    if (first) rememberStreet(first.code);
  }
  return ask('GET /api/v1/points-policy', { query: { street: street.value ?? '' } });
}

export default function PolicyPage() {
  const asking = useAsked(policy);
  return (
    <Page title={t().points.policy} back="/points">
      <Shown asking={asking}>
        {({ version, since, text, rules }) => (
          <>
            <p class="quiet">{t().points.policyVersion(version, day(since))}</p>
            <Cells title={t().points.policyRules}>
              {rules.map(({ rule, name, amount, cap, capPer }) => (
                <Cell
                  key={rule}
                  label={say(name)}
                  detail={
                    cap && capPer ? t().points.perCap(cap, t().points.per[capPer] ?? capPer) : undefined
                  }
                  value={
                    <span class="amount amount-in">
                      +{amount} {t().points.unit}
                    </span>
                  }
                />
              ))}
            </Cells>
            <section class="card">
              <p class="long-text">{say(text)}</p>
            </section>
          </>
        )}
      </Shown>
    </Page>
  );
}
