/** What I agreed to, in which version and when. */
import { Cell, Cells } from '../../parts/cells.tsx';
import { Page } from '../../parts/Page.tsx';
import { Empty, Shown } from '../../parts/states.tsx';
import { t, when } from '../../session/language.ts';
import { useOwnCard } from './own-card.ts';

export default function Consents() {
  const asking = useOwnCard();
  return (
    <Page title={t().me.consents} back="/me">
      <Shown asking={asking}>
        {({ consents }) =>
          consents.length ? (
            <Cells tip={t().me.consentsHelp}>
              {consents.map(({ kind, version, givenAt }) => (
                <Cell
                  key={`${kind} ${version}`}
                  icon="check"
                  label={t().me.consentOf[kind] ?? kind}
                  detail={`${t().me.consentVersion(version)} · ${when(givenAt)}`}
                />
              ))}
            </Cells>
          ) : (
            <Empty icon="shield" title={t().me.consentsNone} />
          )
        }
      </Shown>
    </Page>
  );
}
