/** Where it is: the phone's position now, else the photo's, else the map, else the community. */
import { useEffect, useState } from 'preact/hooks';
import type { DraftFields } from '../../drafts/draft.ts';
import { Field } from '../../parts/Field.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { areaOf } from '../../place/inside.ts';
import { findPhone, type PhonePlace, phonePlace } from '../../place/phone-place.ts';
import { t } from '../../session/language.ts';
import { CommunityList } from './CommunityList.tsx';
import { MapPicker } from './MapPicker.tsx';
import { areas } from './reference.ts';
import type { Writing } from './writing.ts';

export const Place = ({ writing }: { writing: Writing }) => (
  <PlaceFrom writing={writing} phone={phonePlace.value} />
);

function PlaceFrom({ writing, phone }: { writing: Writing; phone: PhonePlace }) {
  const [open, setOpen] = useState<'map' | 'list' | null>(null);
  const { fields, photos } = writing.draft;
  const set = writing.fields;
  const fromPhone = () => (phone.state === 'found' ? set(placeOf(phone)) : findPhone());
  // Nothing chosen yet: the phone's place as soon as it is known, else the photo's.
  useEffect(() => {
    if (fields.placeSource) return;
    if (phone.state === 'found') set(placeOf(phone));
    const photo = photos.find(({ point }) => point)?.point;
    // `placeSource: undefined` means that the sender left the photo's place out.
    if (phone.state === 'denied' && photo && !('placeSource' in fields))
      set({ point: photo, placeSource: 'photo' });
  }, [phone, fields, photos, set]);
  return (
    <section class="section">
      <h2 class="section-title">{t().report.place}</h2>
      <div class="place">
        <p class="place-now" aria-live="polite">
          <Icon name="pin" />
          <PlaceNow writing={writing} />
        </p>
        <div class="place-ways">
          <button type="button" aria-pressed={fields.placeSource === 'phone'} onClick={fromPhone}>
            {t().report.placeHere}
          </button>
          <button
            type="button"
            aria-expanded={open === 'map'}
            aria-pressed={fields.placeSource === 'map'}
            onClick={() => setOpen(open === 'map' ? null : 'map')}
          >
            {t().report.placeOnMap}
          </button>
          <button
            type="button"
            aria-expanded={open === 'list'}
            aria-pressed={fields.placeSource === 'community'}
            onClick={() => setOpen(open === 'list' ? null : 'list')}
          >
            {t().report.placeFromList}
          </button>
        </div>
        {open === 'map' && (
          <MapPicker
            start={fields.point ?? (phone.state === 'found' ? phone.point : null)}
            onPicked={(point) =>
              writing.fields({ point, placeSource: 'map', accuracy: undefined, community: undefined })
            }
            onClose={() => setOpen(null)}
            onFailed={() => setOpen('list')}
          />
        )}
        {open === 'list' && (
          <CommunityList
            chosen={fields.community}
            onChosen={(community) => {
              writing.fields({ community, placeSource: 'community', point: undefined, accuracy: undefined });
              setOpen(null);
            }}
          />
        )}
      </div>
      <Field
        label={t().report.placeNote}
        hint={fields.placeSource === 'community' ? t().map.communityUse : undefined}
      >
        {(given) => (
          <input
            {...given}
            class="input"
            maxLength={200}
            placeholder={t().report.placeNoteHint}
            value={fields.placeNote ?? ''}
            onInput={(event) => writing.fields({ placeNote: event.currentTarget.value || undefined })}
          />
        )}
      </Field>
    </section>
  );
}

const placeOf = ({ point, accuracy }: Extract<PhonePlace, { state: 'found' }>): DraftFields => ({
  point,
  accuracy,
  placeSource: 'phone',
  community: undefined,
});

/** In words: which community and grid, and how it is known. */
function PlaceNow({ writing }: { writing: Writing }) {
  const { fields } = writing.draft;
  const phone = phonePlace.value;
  if (fields.community) {
    const named = areas.value?.features.find(({ properties }) => properties.code === fields.community);
    return <span>{t().report.placeCommunity(named?.properties.name ?? fields.community)}</span>;
  }
  if (!fields.point)
    return (
      <span>
        {phone.state === 'finding'
          ? t().report.placeFinding
          : phone.state === 'denied'
            ? t().report.placeDenied
            : t().report.placeNone}
      </span>
    );
  const around = areas.value ? areaOf(areas.value, fields.point) : null;
  const names = around && [around.community, around.grid].filter(Boolean).join(' · ');
  return (
    <span>
      {names !== null && <strong>{names || t().report.placeOutside}</strong>}
      <span class="cell-detail">
        {fields.placeSource === 'photo'
          ? t().report.placePhoto
          : fields.placeSource === 'map'
            ? t().report.placeMap
            : t().report.placePhone(fields.accuracy ?? 0)}
      </span>
    </span>
  );
}
