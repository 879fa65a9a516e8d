/** Camera and album: each a file field that looks like a button. */
import { useState } from 'preact/hooks';
import { Icon } from '../../parts/Icon.tsx';
import { takeIn } from '../../photo/shrink.ts';
import { t } from '../../session/language.ts';
import type { Writing } from './writing.ts';

export const MOST_PHOTOS = 6;

interface PhotoButtonsProps {
  writing: Writing;
  onBusy?: (busy: boolean) => void;
  onTaken?: () => void;
  small?: boolean;
}

export function PhotoButtons({ writing, onBusy, onTaken, small = false }: PhotoButtonsProps) {
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const room = MOST_PHOTOS - writing.draft.photos.length;
  const take = async (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    input.value = '';
    if (!files.length) return;
    setWrong(files.length > room ? t().report.photoLimit : null);
    setBusy(true);
    onBusy?.(true);
    let taken = 0;
    for (const file of files.slice(0, room)) {
      const photo = await takeIn(file).catch(() => null);
      if (photo) {
        taken += 1;
        writing.photos((photos) => [...photos, photo]);
      } else setWrong(t().report.photoUnreadable);
    }
    setBusy(false);
    onBusy?.(false);
    if (taken) onTaken?.();
  };
  if (room <= 0) return <p class="quiet">{t().report.photoLimit}</p>;
  return (
    <div>
      <div class={small ? 'pair pair-small' : 'photo-buttons'}>
        <label class={small ? 'button button-plain button-small' : 'button'} aria-busy={busy}>
          <Icon name="camera" size={small ? 20 : 24} />
          {small ? t().report.addPhoto : t().report.camera}
          <input
            class="unseen"
            type="file"
            accept="image/*"
            capture="environment"
            disabled={busy}
            onChange={(event) => void take(event.currentTarget)}
          />
        </label>
        <label class={small ? 'button button-plain button-small' : 'button button-plain'} aria-busy={busy}>
          <Icon name="photo" size={small ? 20 : 24} />
          {t().report.album}
          <input
            class="unseen"
            type="file"
            accept="image/*,.heic,.heif"
            multiple
            disabled={busy}
            onChange={(event) => void take(event.currentTarget)}
          />
        </label>
      </div>
      {wrong && (
        <p class="field-wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}
