/** The photos of the draft, each with its way out. */
import { Icon } from '../../parts/Icon.tsx';
import { useThumbnails } from '../../photo/thumbnail.ts';
import { t } from '../../session/language.ts';
import type { Writing } from './writing.ts';

export function PhotoStrip({ writing }: { writing: Writing }) {
  const { photos } = writing.draft;
  const shown = useThumbnails(photos);
  return (
    <ul class="strip">
      {photos.map(({ id }, at) => (
        <li key={id}>
          <img src={shown.get(id)} alt={t().report.photoShown(at + 1)} />
          <button
            type="button"
            class="strip-drop"
            aria-label={t().report.removePhoto(at + 1)}
            onClick={() => writing.photos((before) => before.filter((photo) => photo.id !== id))}
          >
            <Icon name="close" size={16} />
          </button>
        </li>
      ))}
    </ul>
  );
}
