/** A new street: what to do first, shown until there are boundaries and sites. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { areasQuery } from '../../app/areas.ts';
import { useSpeech } from '../../app/language.tsx';
import { useSession } from '../../app/session.tsx';
import { sitesQuery } from '../sites/sites-query.ts';

export function FirstSteps() {
  const { t } = useSpeech();
  const { me } = useSession();
  const areas = useQuery(areasQuery(me.street.code));
  const sites = useQuery(sitesQuery);
  if (!areas.data || !sites.data) return null;
  const hasGrids = areas.data.features.some(({ properties }) => properties.level === 'grid');
  const hasSites = sites.data.sites.length > 0;
  if (hasGrids && hasSites) return null;
  const words = t.firstSteps;
  return (
    <section className="panel first-steps">
      <h2>{words.title}</h2>
      <p>{words.intro}</p>
      <ol>
        <li className={hasGrids ? 'step-done' : ''}>
          <Link to="/imports">{words.areas}</Link>
        </li>
        <li className={hasSites ? 'step-done' : ''}>
          <Link to="/imports">{words.sites}</Link>
        </li>
        <li>
          <Link to="/imports">{words.roster}</Link>
        </li>
        <li>
          <Link to="/settings/staff">{words.staff}</Link>
        </li>
      </ol>
    </section>
  );
}
