/** What is done with one's data, in plain points; the whole text can be opened; the tick is one's own. */
import { useState } from 'preact/hooks';
import type { Welcome } from '../../../../server/cohesion/registration/contract.ts';
import { Icon } from '../../parts/Icon.tsx';
import { say, t } from '../../session/language.ts';

interface ConsentStepProps {
  consent: Welcome['consent'];
  given: boolean;
  onTick: (given: boolean) => void;
  onGiven: () => void;
}

export function ConsentStep({ consent, given, onTick, onGiven }: ConsentStepProps) {
  const [reminded, setReminded] = useState(false);
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (given) onGiven();
        else setReminded(true);
      }}
    >
      <h2 class="question">{t().welcome.consent}</h2>
      <ul class="plain-points">
        {consent.points.map((point) => (
          <li key={point.zh}>
            <Icon name="check" size={20} />
            <span>{say(point)}</span>
          </li>
        ))}
      </ul>
      <details class="more">
        <summary>{t().welcome.consentFull}</summary>
        <p class="long-text">{say(consent.full)}</p>
      </details>
      <label class="tick">
        <input
          type="checkbox"
          checked={given}
          aria-invalid={reminded && !given ? true : undefined}
          aria-describedby={reminded && !given ? 'consent-first' : undefined}
          onChange={(event) => onTick(event.currentTarget.checked)}
        />
        <span>{t().welcome.consentTick}</span>
      </label>
      {reminded && !given && (
        <p class="field-wrong" id="consent-first" role="alert">
          {t().welcome.consentFirst}
        </p>
      )}
      <button type="submit" class="button">
        {t().goOn}
      </button>
    </form>
  );
}
