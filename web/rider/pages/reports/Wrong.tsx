/** What the server did not take, beside the button that asked for it. */
import type { Failure } from '../../../shared/api.ts';
import { say } from '../../session/language.ts';

export const Wrong = ({ failure }: { failure: Failure | null }) =>
  failure && (
    <div class="field-wrong" role="alert">
      <p>{say(failure.said)}</p>
      {failure.fields.map(({ path, said }) => (
        <p key={path}>{say(said)}</p>
      ))}
    </div>
  );
