/** Time and place that the file tells, shown before they are used: the sender takes or leaves them. */
import { useEffect } from 'preact/hooks';
import { Icon } from '../../parts/Icon.tsx';
import { metresBetween } from '../../place/inside.ts';
import { phonePlace } from '../../place/phone-place.ts';
import { language, t, when } from '../../session/language.ts';
import { far } from './far.ts';
import type { Writing } from './writing.ts';

export function PhotoFacts({ writing }: { writing: Writing }) {
  const { fields, photos } = writing.draft;
  const set = writing.fields;
  const takenAt = photos.find((photo) => photo.takenAt)?.takenAt ?? null;
  const point = photos.find((photo) => photo.point)?.point ?? null;
  // The time is used unless the sender says no; `takenAt: undefined` is that no.
  useEffect(() => {
    if (takenAt && !('takenAt' in fields)) set({ takenAt });
  }, [takenAt, fields, set]);
  if (!takenAt && !point) return null;
  const phone = phonePlace.value;
  const away = point && phone.state === 'found' ? metresBetween(point, phone.point) : null;
  const usesPlace = fields.placeSource === 'photo';
  const uses = usesPlace || (!point && fields.takenAt !== undefined);
  const use = () =>
    set({
      takenAt: takenAt ?? undefined,
      ...(point ? { point, placeSource: 'photo' as const, accuracy: undefined, community: undefined } : {}),
    });
  const leave = () =>
    set({
      takenAt: undefined,
      ...(usesPlace ? { point: undefined, placeSource: undefined, accuracy: undefined } : {}),
    });
  return (
    <section class="facts">
      <p class="facts-title">
        <Icon name="photo" size={20} />
        {t().report.photoFacts}
      </p>
      <p>
        {[
          takenAt && t().report.photoAt(when(takenAt)),
          away !== null && away > 50 && t().report.photoAway(far(away, language.value)),
        ]
          .filter(Boolean)
          .join(' · ') || t().report.placePhoto}
      </p>
      <span class="either">
        <button type="button" aria-pressed={uses} onClick={use}>
          {t().report.use}
        </button>
        <button type="button" aria-pressed={!uses && fields.takenAt === undefined} onClick={leave}>
          {t().report.dontUse}
        </button>
      </span>
    </section>
  );
}
