/** Drafts that were not finished or not sent yet, and those just sent. */
import { useState } from 'preact/hooks';
import type { Draft } from '../../drafts/draft.ts';
import { drafts, dropDraft } from '../../drafts/drafts.ts';
import { Icon } from '../../parts/Icon.tsx';
import { say, t, when } from '../../session/language.ts';

interface DraftListProps {
  except: string;
  onOpen: (draft: Draft) => void;
}

export function DraftList({ except, onOpen }: DraftListProps) {
  const kept = drafts.value.filter(({ id, state }) => id !== except && state !== 'sent');
  if (!kept.length) return null;
  return (
    <section class="section">
      <h2 class="section-title">{t().report.drafts}</h2>
      <div class="cells">
        {kept.map((draft) => (
          <DraftCell key={draft.id} draft={draft} onOpen={onOpen} />
        ))}
      </div>
    </section>
  );
}

function DraftCell({ draft, onOpen }: { draft: Draft; onOpen: (draft: Draft) => void }) {
  const [sure, setSure] = useState(false);
  const name = draft.fields.categoryName;
  return (
    <>
      <div class="cell draft">
        <button type="button" class="draft-open" onClick={() => onOpen(draft)}>
          <span class="cell-label">
            {name ? say(name) : t().report.draftUntitled}
            <span class={`mark mark-${draft.state}`}>{stateOf(draft)}</span>
          </span>
          <span class="cell-detail">
            {t().report.draftPhotos(draft.photos.length)} · {when(new Date(draft.createdAt).toISOString())}
          </span>
        </button>
        <button
          type="button"
          class="draft-drop"
          aria-label={t().report.draftDrop}
          aria-expanded={sure}
          onClick={() => setSure(!sure)}
        >
          <Icon name="close" size={20} />
        </button>
      </div>
      {sure && (
        <div class="cell draft-sure">
          <span class="cell-main">{t().report.draftDropSure}</span>
          <button
            type="button"
            class="button button-small button-danger"
            onClick={() => void dropDraft(draft.id)}
          >
            {t().report.draftDropYes}
          </button>
        </div>
      )}
    </>
  );
}

function stateOf({ state }: Draft): string {
  switch (state) {
    case 'waiting':
      return t().report.draftWaiting;
    case 'signed_out':
      return t().report.draftSignedOut;
    case 'refused':
      return t().report.draftRefused;
    default:
      return t().report.draftWriting;
  }
}
