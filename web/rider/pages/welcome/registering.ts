/** Sends the registration under the key of its draft, so that a lost answer registers nobody twice. */
import { useState } from 'preact/hooks';
import type { Registered, Welcome } from '../../../../server/cohesion/registration/contract.ts';
import type { Failure } from '../../../shared/api.ts';
import { ask } from '../../api.ts';
import { enter } from './enter.ts';
import { dropRegistration, type RegistrationDraft, type RegistrationStep } from './registration-draft.ts';

/** The proof of the phone has run out: the code is asked for again, everything else stays. */
const TICKET_OVER = 'ticket_expired';

interface Registering {
  draft: RegistrationDraft;
  welcome: Welcome;
  go: (step: RegistrationStep, changes?: Partial<RegistrationDraft>, replace?: boolean) => void;
  /** the consent text has a newer version: load it */
  onOutdated: () => Promise<void>;
  onRegistered: (registered: Registered) => void;
}

export function useRegistering({ draft, welcome, go, onOutdated, onRegistered }: Registering) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [ticketOver, setTicketOver] = useState(false);
  const [consentNew, setConsentNew] = useState(false);
  const send = async () => {
    setBusy(true);
    setFailure(null);
    const answer = await ask('POST /api/v1/registrations', {
      key: draft.key,
      body: {
        street: draft.street,
        ticket: draft.ticket ?? '',
        name: draft.name.trim(),
        site: draft.site || undefined,
        consentVersion: welcome.consent.version,
        roles: draft.roles,
      },
    });
    if (answer.ok) {
      onRegistered(answer.value);
      dropRegistration(draft.street);
      await enter();
    } else if (answer.code === TICKET_OVER) {
      setTicketOver(true);
      go('phone', { ticket: null }, true);
    } else if (answer.code === 'consent_outdated') {
      await onOutdated();
      setConsentNew(true);
      go('consent', { consent: false }, true);
    } else setFailure(answer);
    setBusy(false);
  };
  return { busy, failure, ticketOver, consentNew, send };
}
