/** Time and place that the file tells, shown before they are used: the sender takes or leaves them. */
import { useEffect } from 'preact/hooks';
import { SwitchCell } from '../../parts/cells.tsx';
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
  return (
    <section class="cells spaced" aria-label={t().report.photoFacts}>
      {takenAt && (
        <SwitchCell
          label={t().report.photoUseTime}
          detail={when(takenAt)}
          on={fields.takenAt !== undefined}
          onChange={(on) => set({ takenAt: on ? takenAt : undefined })}
        />
      )}
      {point && (
        <SwitchCell
          label={t().report.photoUsePlace}
          detail={away !== null ? t().report.photoAway(far(away, language.value)) : undefined}
          on={usesPlace}
          onChange={(on) =>
            set(
              on
                ? { point, placeSource: 'photo', accuracy: undefined, community: undefined }
                : { point: undefined, placeSource: undefined },
            )
          }
        />
      )}
    </section>
  );
}
