/** The seven roles 七大员: what each does, any number or none. */
import type { Welcome } from '../../../server/cohesion/registration/contract.ts';
import { say } from '../session/language.ts';

interface RoleChoiceProps {
  roles: Welcome['roles'];
  chosen: string[];
  onChoose: (roles: string[]) => void;
}

export const RoleChoice = ({ roles, chosen, onChoose }: RoleChoiceProps) => (
  <div class="choices">
    {roles.map(({ code, name, does }) => (
      <label class="choice choice-role" key={code}>
        <span>
          <strong>{say(name)}</strong>
          <span class="cell-detail">{say(does)}</span>
        </span>
        <input
          type="checkbox"
          class="box"
          checked={chosen.includes(code)}
          onChange={(event) =>
            onChoose(
              event.currentTarget.checked ? [...chosen, code] : chosen.filter((other) => other !== code),
            )
          }
        />
      </label>
    ))}
  </div>
);
