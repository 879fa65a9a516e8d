/** The wish for roles, and the button that registers. */
import type { Welcome } from '../../../../server/cohesion/registration/contract.ts';
import type { Failure } from '../../../shared/api.ts';
import { RoleChoice } from '../../parts/RoleChoice.tsx';
import { say, t } from '../../session/language.ts';

interface RolesStepProps {
  roles: Welcome['roles'];
  chosen: string[];
  onChoose: (roles: string[]) => void;
  busy: boolean;
  failure: Failure | null;
  onDone: () => void;
}

export const RolesStep = ({ roles, chosen, onChoose, busy, failure, onDone }: RolesStepProps) => (
  <div class="form">
    <h2 class="question">{t().welcome.roles}</h2>
    <p class="quiet">{t().welcome.rolesLead}</p>
    <RoleChoice roles={roles} chosen={chosen} onChoose={onChoose} />
    <div class="foot">
      {failure && (
        <div class="field-wrong" role="alert">
          <p>{say(failure.said)}</p>
          {failure.fields.map(({ path, said }) => (
            <p key={path}>{say(said)}</p>
          ))}
        </div>
      )}
      <button type="button" class="button" disabled={busy} onClick={onDone}>
        {busy
          ? t().welcome.sending
          : chosen.length
            ? t().welcome.rolesSome(chosen.length)
            : t().welcome.rolesNone}
      </button>
    </div>
  </div>
);
