/** Imports that were read but not yet decided. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ask, from } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { When } from '../../parts/when.tsx';

export function OpenImports() {
  const { t } = useSpeech();
  const imports = useQuery(
    from(['imports', 'open'], (signal) => ask('GET /api/v1/imports', { query: { limit: 20 }, signal })),
  );
  const open =
    imports.data?.imports.filter(({ state }) => state === 'previewed' || state === 'reading') ?? [];
  if (open.length === 0) return null;
  return (
    <section className="panel">
      <h2>{t.workbench.imports}</h2>
      <ul className="tasks">
        {open.map(({ id, fileName, kind, state, createdAt }) => (
          <li key={id}>
            <div>
              <Link to="/imports/$id" params={{ id }}>
                {fileName}
              </Link>
              <span className="quiet">
                {t.imports.kinds[kind]} · {t.imports.states[state]} · <When at={createdAt} />
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
