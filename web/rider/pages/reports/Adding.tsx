/** What the reporter may add in a sentence: a remark while it is open, “not solved” (once, 15 days) when it is closed. */
import { useState } from 'preact/hooks';
import { t } from '../../session/language.ts';
import type { Causing } from './causing.ts';
import { EventWithNote } from './EventWithNote.tsx';

interface AddingProps {
  event: 'reopen' | 'remark';
  causing: Causing;
}

export function Adding({ event, causing }: AddingProps) {
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <button type="button" class="button button-plain" onClick={() => setOpen(true)}>
        {event === 'remark' ? t().reports.remark : t().reports.reopen}
      </button>
    );
  return (
    <div class="sure">
      <EventWithNote event={event} causing={causing} onCancel={() => setOpen(false)} />
    </div>
  );
}
