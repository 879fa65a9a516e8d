/** One person of the ledger, opened beside the list: a look that the person can see. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { WorkerDetail } from '../../../../server/cohesion/census/contract.ts';
import { ask, from } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { LEDGER_KEEPERS } from '../../app/places.ts';
import { useFilters } from '../../app/search.ts';
import { holds, useSession } from '../../app/session.tsx';
import { useKeys } from '../../parts/keys.tsx';
import { Failing, Waiting } from '../../parts/states.tsx';
import { OverrideForm } from './override-form.tsx';
import { RevealPhone } from './reveal-phone.tsx';
import { AssignmentHistory, Basics, SiteHistory } from './worker-facts.tsx';

export default function WorkerDrawer() {
  const { id } = useParams({ from: '/workers/$id' });
  const { t } = useSpeech();
  const [filters] = useFilters();
  const go = useNavigate();
  const worker = useQuery({
    ...from(['workers', id], (signal) => ask('GET /api/v1/workers/:id', { params: { id }, signal })),
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  });
  const close = () => go({ to: '/workers', search: { ...filters, edit: undefined } });
  return (
    <Drawer open onClose={close} size={620} title={worker.data?.name ?? t.workers.detail}>
      {worker.error && <Failing failure={worker.error} retry={() => worker.refetch()} />}
      {worker.isPending && <Waiting />}
      {worker.data && <Person worker={worker.data} />}
    </Drawer>
  );
}

function Person({ worker }: { worker: WorkerDetail }) {
  const { t, say } = useSpeech();
  const { me } = useSession();
  const mayOverride = holds(me, LEDGER_KEEPERS);
  const [filters] = useFilters();
  const [editing, edit] = useState(mayOverride && filters.edit === 'true');
  useKeys(mayOverride ? [{ key: 'e', what: t.keys.edit, run: () => edit(true) }] : [], { over: true });
  return (
    <div className="person">
      <p className="note">{t.workers.looked}</p>
      <dl className="facts">
        <div>
          <dt>{t.workers.phone}</dt>
          <dd>
            <RevealPhone worker={worker.id} masked={worker.phoneMasked} />
          </dd>
        </div>
        <div>
          <dt>{t.workers.belongs}</dt>
          <dd>
            {worker.community?.name ?? t.common.unassigned} · {worker.grid?.name ?? t.workers.noGrid}
            <details className="why">
              <summary>{t.workers.whyGrid}</summary>
              <p>{say(worker.why)}</p>
            </details>
            {mayOverride && !editing && (
              <Button size="small" onClick={() => edit(true)}>
                {t.workers.override}
              </Button>
            )}
          </dd>
        </div>
      </dl>
      {editing && <OverrideForm worker={worker} done={() => edit(false)} />}
      <Basics worker={worker} />
      <SiteHistory worker={worker} />
      <AssignmentHistory worker={worker} />
    </div>
  );
}
