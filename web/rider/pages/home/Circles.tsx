/** The circles that are open to the rider, each with its colour and icon. Only what exists is shown. */
import { Icon } from '../../parts/Icon.tsx';
import { t } from '../../session/language.ts';

export const Circles = () => (
  <section class="section">
    <h2 class="section-title">{t().circles.title}</h2>
    <div class="circles">
      <a class="circle circle-cohesion" href="/me/grid">
        <span class="circle-icon">
          <Icon name="cohesion" />
        </span>
        <strong>{t().circles.cohesion}</strong>
        <span class="quiet">{t().circles.cohesionIs}</span>
      </a>
      <a class="circle circle-governance" href="/reports">
        <span class="circle-icon">
          <Icon name="governance" />
        </span>
        <strong>{t().circles.governance}</strong>
        <span class="quiet">{t().circles.governanceIs}</span>
      </a>
    </div>
  </section>
);
