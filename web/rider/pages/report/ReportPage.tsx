/** 随手拍: photo → category → place and words → send. Each step is one screen (D2). */

import { useEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import './report.css';
import type { Draft } from '../../drafts/draft.ts';
import { drafts, queueDraft, readDrafts } from '../../drafts/drafts.ts';
import { Page } from '../../parts/Page.tsx';
import { Skeleton } from '../../parts/states.tsx';
import { tabsAway } from '../../parts/TabBar.tsx';
import { findPhone } from '../../place/phone-place.ts';
import { t } from '../../session/language.ts';
import { CategoryStep } from './CategoryStep.tsx';
import { CheckStep } from './CheckStep.tsx';
import { Outcome } from './Outcome.tsx';
import { PhotoStep } from './PhotoStep.tsx';
import { loadReference } from './reference.ts';
import { UrgentStep } from './UrgentStep.tsx';
import { useWriting } from './writing.ts';

type Step = 'photo' | 'category' | 'urgent' | 'check' | 'outcome';

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

function Steps() {
  const writing = useWriting(useRoute().params.draft);
  const { draft } = writing;
  const [step, setStep] = useState<Step>(stepOf(draft));
  const [sending, setSending] = useState(false);
  useEffect(() => {
    tabsAway.value = step !== 'photo';
    if (step === 'category' || step === 'check') findPhone();
    // A reload opens the same draft again.
    history.replaceState(history.state, '', step === 'photo' ? '/report' : `/report/${draft.id}`);
    scrollTo(0, 0);
    return () => {
      tabsAway.value = false;
    };
  }, [step, draft.id]);
  const open = (kept: Draft) => {
    writing.set(kept);
    setStep(stepOf(kept));
  };
  const send = async () => {
    setSending(true);
    const after = await queueDraft(draft);
    writing.set(after);
    setSending(false);
    setStep('outcome');
  };
  switch (step) {
    case 'photo':
      return (
        <PhotoStep
          writing={writing}
          onNext={() => setStep(draft.fields.category ? 'check' : 'category')}
          onOpen={open}
        />
      );
    case 'category':
      return (
        <CategoryStep
          onBack={() => setStep('photo')}
          onChosen={({ code, name, pace }) => {
            writing.fields({ category: code, categoryName: name });
            setStep(pace === 'urgent' ? 'urgent' : 'check');
          }}
        />
      );
    case 'urgent':
      return <UrgentStep onBack={() => setStep('category')} onGoOn={() => setStep('check')} />;
    case 'check':
      return (
        <CheckStep
          writing={writing}
          sending={sending}
          onBack={() => setStep('photo')}
          onCategory={() => setStep('category')}
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
            setStep('check');
          }}
          onFresh={() => {
            writing.fresh();
            setStep('photo');
          }}
        />
      );
  }
}
