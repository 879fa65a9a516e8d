/** The first screen: the camera in the thumb's reach, the album beside it, and what was not finished last time. */
import { useState } from 'preact/hooks';
import type { Draft } from '../../drafts/draft.ts';
import { keepsDrafts } from '../../drafts/drafts.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Page } from '../../parts/Page.tsx';
import { t } from '../../session/language.ts';
import { DraftList } from './DraftList.tsx';
import { PhotoButtons } from './PhotoButtons.tsx';
import { PhotoStrip } from './PhotoStrip.tsx';
import type { Writing } from './writing.ts';

interface PhotoStepProps {
  writing: Writing;
  onNext: () => void;
  onOpen: (draft: Draft) => void;
}

export function PhotoStep({ writing, onNext, onOpen }: PhotoStepProps) {
  const [busy, setBusy] = useState(false);
  const { photos } = writing.draft;
  return (
    <Page title={t().report.title}>
      <div class="snap">
        {photos.length ? (
          <PhotoStrip writing={writing} />
        ) : (
          <>
            <span class="snap-icon">
              <Icon name="camera" size={56} />
            </span>
            <p class="lead-title">{t().report.lead}</p>
          </>
        )}
        <p class="quiet">{busy ? t().report.reading : t().report.leadIs}</p>
      </div>
      <PhotoButtons writing={writing} onBusy={setBusy} onTaken={onNext} />
      {photos.length > 0 ? (
        <button type="button" class="button button-plain" onClick={onNext}>
          {t().goOn}
        </button>
      ) : (
        <button type="button" class="link link-centred" onClick={onNext}>
          {t().report.noPhoto}
        </button>
      )}
      {!keepsDrafts.value && <p class="note">{t().report.noKeeping}</p>}
      {!isSecureContext && <p class="note">{t().report.overHttp}</p>}
      <DraftList except={writing.draft.id} onOpen={onOpen} />
    </Page>
  );
}
