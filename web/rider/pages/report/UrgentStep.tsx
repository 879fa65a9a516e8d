/** Where life may be at risk, the emergency numbers come before the form. */
import { Icon } from '../../parts/Icon.tsx';
import { Page } from '../../parts/Page.tsx';
import { t } from '../../session/language.ts';

const NUMBERS = [
  ['120', 'urgent120'],
  ['119', 'urgent119'],
  ['110', 'urgent110'],
] as const;

export const UrgentStep = ({ onBack, onGoOn }: { onBack: () => void; onGoOn: () => void }) => (
  <Page
    title={t().report.urgentMark}
    back={onBack}
    foot={
      <button type="button" class="button" onClick={onGoOn}>
        {t().report.urgentGoOn}
      </button>
    }
  >
    <p class="lead-title">{t().report.urgentTitle}</p>
    <div class="numbers">
      {NUMBERS.map(([number, word]) => (
        <a key={number} class="number" href={`tel:${number}`}>
          <Icon name="phone" size={28} />
          <strong>{number}</strong>
          <span>{t().report[word]}</span>
        </a>
      ))}
    </div>
  </Page>
);
