/** The last screen: everything at a glance, already filled in; one tap sends. */
import { useState } from 'preact/hooks';
import { SwitchCell } from '../../parts/cells.tsx';
import { Field } from '../../parts/Field.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Page } from '../../parts/Page.tsx';
import { say, t } from '../../session/language.ts';
import { PhotoButtons } from './PhotoButtons.tsx';
import { PhotoFacts } from './PhotoFacts.tsx';
import { PhotoStrip } from './PhotoStrip.tsx';
import { Place } from './Place.tsx';
import { categories } from './reference.ts';
import type { Writing } from './writing.ts';

interface CheckStepProps {
  writing: Writing;
  sending: boolean;
  onBack: () => void;
  onCategory: () => void;
  onSend: () => void;
}

export function CheckStep({ writing, sending, onBack, onCategory, onSend }: CheckStepProps) {
  const { fields, photos } = writing.draft;
  const [asked, setAsked] = useState(false);
  const category = categories.value?.find(({ code }) => code === fields.category);
  const noPhoto = (category?.photoRequired ?? false) && photos.length === 0;
  const noPlace = !fields.point && !fields.community;
  const missing = noPhoto ? t().report.needsPhoto : noPlace ? t().report.needsPlace : null;
  return (
    <Page
      title={t().report.title}
      back={onBack}
      foot={
        <>
          {asked && missing && (
            <p class="field-wrong" role="alert">
              {missing}
            </p>
          )}
          <button
            type="button"
            class="button"
            disabled={sending}
            onClick={() => (missing ? setAsked(true) : onSend())}
          >
            {sending ? t().report.sending : t().report.send}
          </button>
        </>
      }
    >
      {photos.length > 0 && <PhotoStrip writing={writing} />}
      <PhotoButtons writing={writing} small />
      <div class="cells spaced">
        <button type="button" class="cell cell-tap" onClick={onCategory}>
          <span class="cell-main">
            <span class="cell-label">
              {fields.categoryName ? say(fields.categoryName) : t().report.category}
            </span>
            {category && <span class="cell-detail">{say(category.limit)}</span>}
          </span>
          <span class="cell-value">{t().report.categoryChange}</span>
          <span class="cell-next">
            <Icon name="next" size={20} />
          </span>
        </button>
      </div>
      <PhotoFacts writing={writing} />
      <Place writing={writing} />
      <Field label={t().report.note}>
        {(given) => (
          <textarea
            {...given}
            class="input"
            rows={2}
            maxLength={500}
            placeholder={t().report.noteHint}
            value={fields.body ?? ''}
            onInput={(event) => writing.fields({ body: event.currentTarget.value || undefined })}
          />
        )}
      </Field>
      <section class="section">
        <h2 class="section-title">{t().report.who}</h2>
        <div class="cells">
          <div class="cell">
            <span class="cell-main cell-detail">
              {t().report.whoIs}
              <strong>{fields.showName ? t().report.whoShown : t().report.whoHidden}</strong>
            </span>
          </div>
          <SwitchCell
            label={t().report.showName}
            on={fields.showName ?? false}
            onChange={(showName) => writing.fields({ showName })}
          />
        </div>
        <p class="section-tip">{t().report.photoHere}</p>
      </section>
    </Page>
  );
}
