/** Sends the registration under the key of its draft, so that a lost answer registers nobody twice. */
import { useState } from 'preact/hooks';
import type { Registered, Welcome } from '../../../../server/cohesion/registration/contract.ts';
import type { Failure } from '../../../shared/api.ts';
import { ask } from '../../api.ts';
import { enter } from './enter.ts';
import { dropRegistration, type RegistrationDraft } from './registration-draft.ts';

/** The proof of the phone has run out: the code is asked for again, everything else stays. */
const TICKET_OVER = /ticket/;

export function useRegistering(
  draft: RegistrationDraft,
  welcome: Welcome,
  change: (changes: Partial<RegistrationDraft>) => void,
  onRegistered: (registered: Registered) => void,
) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [ticketOver, setTicketOver] = useState(false);
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
    } else if (TICKET_OVER.test(answer.code)) {
      setTicketOver(true);
      change({ ticket: null, step: 'phone' });
    } else setFailure(answer);
    setBusy(false);
  };
  return { busy, failure, ticketOver, send };
}
