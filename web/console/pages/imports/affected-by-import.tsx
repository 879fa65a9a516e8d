/** Whom new boundaries move to another community or grid: asked before they hold, and told afterwards. */
import { useQuery } from '@tanstack/react-query';
import type { ImportView } from '../../../../server/cohesion/census/contract.ts';
import { ask, from } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { AffectedPeople } from '../../parts/affected.tsx';
import { Failing, Waiting } from '../../parts/states.tsx';

export function AffectedByImport({ shown }: { shown: ImportView }) {
  const { t } = useSpeech();
  const affected = useQuery(
    from(['imports', shown.id, 'affected', shown.state], (signal) =>
      ask('GET /api/v1/imports/:id/affected', { params: { id: shown.id }, signal }),
    ),
  );
  return (
    <section className="panel">
      <h2>{t.imports.affected}</h2>
      {affected.error && <Failing failure={affected.error} retry={() => affected.refetch()} />}
      {affected.isPending && <Waiting rows={3} />}
      {affected.data && <AffectedPeople affected={affected.data.affected} />}
    </section>
  );
}
