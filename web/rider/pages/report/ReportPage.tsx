/** 随手拍: photo → category → place and words → send. Each step is one screen (D2). */

import { useEffect, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso/router';
import './report.css';
import type { Draft } from '../../drafts/draft.ts';
import { drafts, queueDraft, readDrafts } from '../../drafts/drafts.ts';
import { Page } from '../../parts/Page.tsx';
import { Skeleton } from '../../parts/states.tsx';
import { findPhone } from '../../place/phone-place.ts';
import { t } from '../../session/language.ts';
import { CategoryStep } from './CategoryStep.tsx';
import { CheckStep } from './CheckStep.tsx';
import { Outcome } from './Outcome.tsx';
import { PhotoStep } from './PhotoStep.tsx';
import { loadReference } from './reference.ts';
import { UrgentStep } from './UrgentStep.tsx';
import { useWriting, type Writing } from './writing.ts';

const STEPS = ['photo', 'category', 'urgent', 'check', 'outcome'] as const;
type Step = (typeof STEPS)[number];

/** Reads the kept drafts before the first one opens. */
export default function ReportPage() {
  const [read, setRead] = useState(false);
  useEffect(() => {
    void readDrafts().then(() => setRead(true));
    void loadReference();
  }, []);
  if (read) return <Steps />;
  return (
    <Page title={t().report.title}>
      <Skeleton rows={2} tall />
    </Page>
  );
}

/** Where a draft goes on. */
function stepOf({ state, fields, photos }: Draft): Step {
  if (state !== 'writing') return 'outcome';
  if (fields.category) return 'check';
  return photos.length ? 'category' : 'photo';
}

/** The step is part of the address, so that the phone's back button goes one step back. */
function useSteps(writing: Writing) {
  const { route } = useLocation();
  const { params, query } = useRoute();
  const { draft, fresh } = writing;
  const asked = params.draft ? (STEPS.find((step) => step === query.step) ?? stepOf(draft)) : 'photo';
  const step = draft.state !== 'writing' && asked !== 'photo' ? 'outcome' : asked;
  useEffect(() => {
    if (step === 'category' || step === 'check') findPhone();
    // The first screen is for a new one when the last was handed over.
    if (step === 'photo' && draft.state !== 'writing') fresh();
    scrollTo(0, 0);
  }, [step, draft.state, fresh]);
  const go = (next: Step, { id = draft.id, replace = false } = {}) =>
    route(next === 'photo' ? '/report' : `/report/${id}?step=${next}`, replace);
  return { step, go };
}

function Steps() {
  const writing = useWriting(useRoute().params.draft);
  const { step, go } = useSteps(writing);
  const [sending, setSending] = useState(false);
  const { draft } = writing;
  const open = (kept: Draft) => {
    writing.set(kept);
    go(stepOf(kept), { id: kept.id });
  };
  const send = async () => {
    setSending(true);
    const after = await queueDraft(draft);
    writing.set(after);
    setSending(false);
    go('outcome', { replace: true });
  };
  switch (step) {
    case 'photo':
      return (
        <PhotoStep
          writing={writing}
          onNext={() => go(draft.fields.category ? 'check' : 'category')}
          onOpen={open}
        />
      );
    case 'category':
      return (
        <CategoryStep
          onBack={() => go('photo', { replace: true })}
          onChosen={({ code, name, pace }) => {
            writing.fields({ category: code, categoryName: name });
            go(pace === 'urgent' ? 'urgent' : 'check');
          }}
        />
      );
    case 'urgent':
      return (
        <UrgentStep
          onBack={() => go('category', { replace: true })}
          onGoOn={() => go('check', { replace: true })}
        />
      );
    case 'check':
      return (
        <CheckStep
          writing={writing}
          sending={sending}
          onBack={() => go('photo', { replace: true })}
          onCategory={() => go('category')}
          onSend={() => void send()}
        />
      );
    default:
      return (
        <Outcome
          // What the queue did meanwhile.
          draft={drafts.value.find(({ id }) => id === draft.id) ?? draft}
          onMend={(kept) => {
            writing.set(kept);
            go('check', { id: kept.id });
          }}
          onFresh={() => {
            writing.fresh();
            go('photo');
          }}
        />
      );
  }
}
