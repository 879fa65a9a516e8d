/** The street's communities and villages, for when there is no map and no position. */
import { t } from '../../session/language.ts';
import { areas } from './reference.ts';

interface CommunityListProps {
  chosen: string | undefined;
  onChosen: (community: string) => void;
}

export const CommunityList = ({ chosen, onChosen }: CommunityListProps) => (
  <fieldset class="communities">
    <legend class="field-label">{t().map.communities}</legend>
    {(areas.value?.features ?? [])
      .filter(({ properties }) => properties.level === 'community')
      .map(({ properties: { code, name } }) => (
        <button
          type="button"
          key={code}
          class="kind"
          aria-pressed={code === chosen}
          onClick={() => onChosen(code)}
        >
          {name}
        </button>
      ))}
  </fieldset>
);
