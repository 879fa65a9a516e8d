/** The name, as on the station's list. */
import { useState } from 'preact/hooks';
import { Field } from '../../parts/Field.tsx';
import { t } from '../../session/language.ts';

interface NameStepProps {
  name: string;
  onTyping: (name: string) => void;
  onName: (name: string) => void;
}

export function NameStep({ name, onTyping, onName }: NameStepProps) {
  const [wrong, setWrong] = useState<string | null>(null);
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) onName(name.trim());
        else setWrong(t().welcome.nameWrong);
      }}
    >
      <Field label={t().welcome.name} hint={t().welcome.nameHint} wrong={wrong}>
        {(given) => (
          <input
            {...given}
            class="input input-big"
            autocomplete="name"
            name="name"
            maxLength={40}
            value={name}
            onInput={(event) => {
              setWrong(null);
              onTyping(event.currentTarget.value);
            }}
          />
        )}
      </Field>
      <button type="submit" class="button">
        {t().goOn}
      </button>
    </form>
  );
}
