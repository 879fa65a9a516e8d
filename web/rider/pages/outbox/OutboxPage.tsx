/** The development outbox: text messages that were not really sent, so that a demo needs no telephone network. */
import { useEffect } from 'preact/hooks';
import { ask } from '../../api.ts';
import { Cell } from '../../parts/cells.tsx';
import { Page } from '../../parts/Page.tsx';
import { Empty, Shown } from '../../parts/states.tsx';
import { useAsked } from '../../session/asked.ts';
import { t, when } from '../../session/language.ts';

const EVERY = 3000;

export default function OutboxPage() {
  const asking = useAsked(() => ask('GET /api/v1/outbox'));
  const { again } = asking;
  useEffect(() => {
    const looking = setInterval(() => {
      if (document.visibilityState === 'visible') void again();
    }, EVERY);
    return () => clearInterval(looking);
  }, [again]);
  return (
    <Page title={t().outbox.title} back="/">
      <p class="quiet">{t().outbox.is}</p>
      <Shown asking={asking}>
        {({ messages }) =>
          messages.length ? (
            <div class="cells">
              {messages.map(({ id, at, phoneMasked, text }) => (
                <Cell
                  key={id}
                  icon="bell"
                  label={text}
                  detail={
                    <>
                      {phoneMasked} · {when(at)}
                    </>
                  }
                />
              ))}
            </div>
          ) : (
            <Empty icon="bell" title={t().outbox.none} />
          )
        }
      </Shown>
    </Page>
  );
}
