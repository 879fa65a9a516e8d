/** A labelled field with its hint or what is wrong with it. */
import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  label: string;
  hint?: ComponentChildren;
  wrong?: string | null;
  children: (given: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean }) => JSX.Element;
}

export function Field({ label, hint, wrong, children }: FieldProps) {
  const id = useId();
  const note = wrong || hint ? `${id}-note` : undefined;
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      {children({ id, 'aria-describedby': note, 'aria-invalid': wrong ? true : undefined })}
      {note && (
        <p id={note} class={wrong ? 'field-wrong' : 'field-hint'} role={wrong ? 'alert' : undefined}>
          {wrong || hint}
        </p>
      )}
    </div>
  );
}
