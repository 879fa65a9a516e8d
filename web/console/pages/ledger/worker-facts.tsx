/** What the ledger knows of a person: basics, sites and assignments over time. */
import type { WorkerDetail } from '../../../../server/cohesion/census/contract.ts';
import { useSpeech } from '../../app/language.tsx';
import { When } from '../../parts/when.tsx';

interface Given {
  worker: WorkerDetail;
}

export function Basics({ worker }: Given) {
  const { t, say, word } = useSpeech();
  const words = t.workers;
  const roles = worker.roles.map(({ name, state }) => `${say(name)}（${word(state)}）`);
  const facts: [string, string | number | null][] = [
    [words.state, words.states[worker.state]],
    [words.gender, worker.gender && word(worker.gender)],
    [words.site, worker.site?.name ?? null],
    [words.platform, worker.platform && word(worker.platform)],
    [words.vehicle, worker.vehicle && word(worker.vehicle)],
    [words.startDate, worker.startDate],
    [words.staffNumber, worker.staffNumber],
    [words.shortNumber, worker.shortNumber],
    [words.restHours, worker.restHours],
    [words.rolesHeld, roles.length ? roles.join('、') : words.noRoles],
    [words.points, worker.points],
    [words.reports, worker.reports],
    [words.note, worker.note],
  ];
  return (
    <section>
      <h2>{words.basics}</h2>
      <dl className="facts facts-two">
        {facts
          .filter(([, fact]) => fact !== null && fact !== '')
          .map(([name, fact]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{fact}</dd>
            </div>
          ))}
        <div>
          <dt>{words.registeredAt}</dt>
          <dd>
            <When at={worker.registeredAt} />
          </dd>
        </div>
      </dl>
    </section>
  );
}

export function SiteHistory({ worker }: Given) {
  const { t, word } = useSpeech();
  if (worker.sites.length === 0) return null;
  return (
    <section>
      <h2>{t.workers.siteHistory}</h2>
      <ol className="history">
        {worker.sites.map((stay) => (
          <li key={`${stay.site}${stay.since}`} className={stay.until ? 'history-past' : ''}>
            <strong>{stay.name}</strong>
            <span className="quiet">
              <When at={stay.since} /> — {stay.until ? <When at={stay.until} /> : t.workers.now} ·{' '}
              {word(stay.source)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function AssignmentHistory({ worker }: Given) {
  const { t, say, word } = useSpeech();
  if (worker.assignments.length === 0) return null;
  return (
    <section>
      <h2>{t.workers.assignmentHistory}</h2>
      <ol className="history">
        {worker.assignments.map((stay) => (
          <li key={stay.since} className={stay.until ? 'history-past' : ''}>
            <strong>
              {stay.community?.name ?? t.common.unassigned} · {stay.grid?.name ?? t.workers.noGrid}
            </strong>
            <span>{say(stay.why)}</span>
            <span className="quiet">
              <When at={stay.since} /> — {stay.until ? <When at={stay.until} /> : t.workers.now} ·{' '}
              {word(stay.by)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
