/** Balance and history: every point with its rule, its proof and until when it holds. */
import type { MyPoints } from '../../../../server/governance/points/contract.ts';
import { ask } from '../../api.ts';
import { Cell, Cells } from '../../parts/cells.tsx';
import { Page } from '../../parts/Page.tsx';
import { PagedList } from '../../parts/PagedList.tsx';
import { Empty } from '../../parts/states.tsx';
import { day, say, t, when } from '../../session/language.ts';
import { usePages } from '../../session/pages.ts';

type Transfer = MyPoints['transfers'][number];

export default function Points() {
  const pages = usePages(
    (after) => ask('GET /api/v1/worker/points', { query: { after } }),
    ({ transfers }): Transfer[] => transfers,
  );
  return (
    <Page title={t().points.title}>
      <section class="card balance">
        <p class="quiet">{t().points.balance}</p>
        <p class="balance-sum">{pages.first ? pages.first.balance : '–'}</p>
        <p class="quiet">{t().points.promise}</p>
      </section>
      <Cells>
        <Cell icon="shield" label={t().points.policy} detail={t().points.policyIs} href="/points/policy" />
      </Cells>
      <section class="section">
        <h2 class="section-title">{t().points.history}</h2>
        <PagedList
          pages={pages}
          empty={
            <Empty icon="star" title={t().points.none}>
              <p class="quiet">{t().points.noneIs}</p>
            </Empty>
          }
        >
          {(transfer) => <TransferCell key={transfer.id} transfer={transfer} />}
        </PagedList>
      </section>
    </Page>
  );
}

function TransferCell({ transfer }: { transfer: Transfer }) {
  const { amount, title, at, rule, version, proofKind, proof, proofLabel, expiresAt } = transfer;
  return (
    <Cell
      href={proofKind === 'report' ? `/reports/${proof}` : undefined}
      label={say(title)}
      value={
        <span class={amount > 0 ? 'amount amount-in' : 'amount'}>
          {amount > 0 ? `+${amount}` : `−${-amount}`}
        </span>
      }
      detail={
        <>
          {when(at)}
          {expiresAt && amount > 0 && ` · ${t().points.until(day(expiresAt))}`}
          {rule && version !== null && <span class="cell-line">{t().points.rule(version)}</span>}
          {proofLabel && (
            <span class="cell-line">
              {t().points.proof} {proofLabel}
            </span>
          )}
        </>
      }
    />
  );
}
