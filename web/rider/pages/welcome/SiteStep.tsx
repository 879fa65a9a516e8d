/** The work site: from the link, or found by a few letters of its name. */
import { useState } from 'preact/hooks';
import type { Welcome } from '../../../../server/cohesion/registration/contract.ts';
import { Field } from '../../parts/Field.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { t } from '../../session/language.ts';

interface SiteStepProps {
  welcome: Welcome;
  chosen: string | null;
  onSite: (site: string) => void;
}

export function SiteStep({ welcome, chosen, onSite }: SiteStepProps) {
  const linked = welcome.site;
  const [search, setSearch] = useState('');
  const sites =
    linked && !welcome.sites.some(({ id }) => id === linked.id) ? [linked, ...welcome.sites] : welcome.sites;
  const wanted = search.trim().toLowerCase();
  const found = sites
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .sort((one, other) => Number(other.id === chosen) - Number(one.id === chosen));
  return (
    <div class="form">
      <h2 class="question">{t().welcome.site}</h2>
      {linked && chosen === linked.id && <p class="quiet">{t().welcome.siteFromLink}</p>}
      {sites.length > 6 && (
        <Field label={t().welcome.siteSearch}>
          {(given) => (
            <input
              {...given}
              class="input"
              type="search"
              value={search}
              onInput={(event) => setSearch(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      <div class="choices">
        {found.map(({ id, name }) => (
          <button
            type="button"
            key={id}
            class="choice"
            aria-pressed={id === chosen}
            onClick={() => onSite(id)}
          >
            <span>{name}</span>
            {id === chosen ? (
              <span class="choice-mark">
                <Icon name="check" size={20} />
                {t().welcome.siteChosen}
              </span>
            ) : (
              <Icon name="next" size={20} />
            )}
          </button>
        ))}
        {found.length === 0 && sites.length > 0 && <p class="quiet">{t().welcome.siteNoMatch}</p>}
        <button type="button" class="choice" aria-pressed={chosen === ''} onClick={() => onSite('')}>
          <span>{t().welcome.siteNone}</span>
          <Icon name="next" size={20} />
        </button>
      </div>
      {chosen && (
        <div class="foot">
          <button type="button" class="button" onClick={() => onSite(chosen)}>
            {t().goOn}
          </button>
        </div>
      )}
    </div>
  );
}
