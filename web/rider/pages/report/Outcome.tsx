/** How the draft stands after “send”: filed, waiting on the phone, or to be mended. Nothing is ever lost here. */
import type { Draft } from '../../drafts/draft.ts';
import { dropDraft, queueAsAnother, sendNow } from '../../drafts/drafts.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Page } from '../../parts/Page.tsx';
import { say, t } from '../../session/language.ts';
import { worker } from '../../session/session.ts';

interface OutcomeProps {
  draft: Draft;
  onMend: (draft: Draft) => void;
  onFresh: () => void;
}

export function Outcome({ draft, onMend, onFresh }: OutcomeProps) {
  const another = (
    <button type="button" class="button button-plain" onClick={onFresh}>
      {t().report.filedAnother}
    </button>
  );
  if (draft.state === 'sent' && draft.filed)
    return (
      <Page
        title={t().report.title}
        back="/"
        foot={
          <>
            <a class="button" href={`/reports/${draft.filed.id}`}>
              {t().report.filedFollow}
            </a>
            {another}
          </>
        }
      >
        <div class="done" role="status">
          <span class="done-mark">
            <Icon name="check" size={40} />
          </span>
          <p class="done-title">{t().report.filed}</p>
          <p>{t().report.filedNumber(draft.filed.number)}</p>
          <p class="done-next">{say(draft.filed.next)}</p>
        </div>
      </Page>
    );
  if (draft.state === 'refused' && draft.refused)
    return (
      <Refused
        draft={draft}
        refused={draft.refused}
        onMend={onMend}
        onDrop={() => void dropDraft(draft.id).then(onFresh)}
      />
    );
  const signIn = draft.state === 'signed_out' || !worker.value;
  return (
    <Page
      title={t().report.title}
      back="/"
      foot={
        <>
          {signIn ? (
            <a class="button" href="/reports">
              {t().report.signInToSend}
            </a>
          ) : (
            <button type="button" class="button" onClick={() => void sendNow(true)}>
              {t().report.queuedTry}
            </button>
          )}
          {another}
        </>
      }
    >
      <div class="done" role="status">
        <span class="done-mark done-waits">
          <Icon name={signIn ? 'person' : 'clock'} size={40} />
        </span>
        <p class="done-title">{t().report.queued}</p>
        <p class="quiet">{signIn ? t().report.needsSignIn : t().report.queuedIs}</p>
      </div>
    </Page>
  );
}

interface RefusedProps {
  draft: Draft;
  refused: NonNullable<Draft['refused']>;
  onMend: (draft: Draft) => void;
  onDrop: () => void;
}

function Refused({ draft, refused, onMend, onDrop }: RefusedProps) {
  const reused = refused.code === 'key_reused';
  return (
    <Page
      title={t().report.title}
      back="/report"
      foot={
        reused ? (
          <>
            <button type="button" class="button" onClick={() => void queueAsAnother(draft.id)}>
              {t().report.reusedSend}
            </button>
            <a class="button button-plain" href="/reports">
              {t().tabs.reports}
            </a>
          </>
        ) : (
          <>
            <button type="button" class="button" onClick={() => onMend({ ...draft, state: 'writing' })}>
              {t().report.refusedMend}
            </button>
            <button type="button" class="link link-centred" onClick={onDrop}>
              {t().report.refusedDrop}
            </button>
          </>
        )
      }
    >
      <div class="state" role="alert">
        <span class="state-icon">
          <Icon name="alert" size={32} />
        </span>
        <p class="state-title">{t().report.refused}</p>
        <p>{reused ? t().report.reusedIs : say(refused.said)}</p>
        {refused.fields.map(({ path, said }) => (
          <p key={path} class="quiet">
            {say(said)}
          </p>
        ))}
      </div>
    </Page>
  );
}
