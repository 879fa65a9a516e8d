/** One's community and grid, why, and the grid worker one tap away. */
import type { Belonging } from '../../../server/cohesion/registration/contract.ts';
import { say, t } from '../session/language.ts';
import { Icon } from './Icon.tsx';

export function BelongingCard({ belonging, open = false }: { belonging: Belonging; open?: boolean }) {
  const { community, grid, flagged, why, gridWorkers } = belonging;
  return (
    <section class="card card-cohesion">
      <p class="card-over">
        <Icon name="cohesion" size={20} />
        {t().welcome.yourCommunity}
      </p>
      {community ? (
        <p class="card-title">
          {community.name}
          {grid && <span class="card-grid">{grid.name}</span>}
        </p>
      ) : (
        <>
          <p class="card-title">{t().welcome.unassigned}</p>
          <p class="quiet">{t().welcome.unassignedIs}</p>
        </>
      )}
      <details class="more" open={open}>
        <summary>{t().why}</summary>
        <p>{say(why)}</p>
        {flagged && <p class="quiet">{t().me.gridFlagged}</p>}
      </details>
      {gridWorkers.map(({ name, phone }) => (
        <div class="person" key={name}>
          <span>
            <span class="quiet">{t().welcome.gridWorker}</span>
            <strong>{name}</strong>
          </span>
          {phone && (
            <a
              class="button button-small button-info"
              href={`tel:${phone}`}
              aria-label={`${t().welcome.call} ${name}`}
            >
              <Icon name="phone" size={20} />
              {t().welcome.call}
            </a>
          )}
        </div>
      ))}
      {community && gridWorkers.length === 0 && <p class="quiet">{t().welcome.noGridWorker}</p>}
    </section>
  );
}
