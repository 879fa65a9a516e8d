/** Whom a moved site or boundary would move to another community or grid. */
import { Button } from 'antd';
import { useState } from 'react';
import type { Affected } from '../../../server/cohesion/census/contract.ts';
import { useSpeech } from '../app/language.tsx';

/** Enough to see what it is about. */
const FEW = 12;
type Moved = Affected['affected'][number];

export function AffectedPeople({ affected }: { affected: Moved[] }) {
  const { t } = useSpeech();
  const words = t.sites;
  const where = ({ community, grid }: Moved['from']) =>
    `${community?.name ?? t.common.unassigned} · ${grid?.name ?? t.workers.noGrid}`;
  const [all, setAll] = useState(false);
  const shown = all ? affected : affected.slice(0, FEW);
  if (affected.length === 0) return <p role="status">{words.affectedNone}</p>;
  return (
    <div role="status">
      <p>{words.affectedSome(affected.filter(({ overridden }) => !overridden).length)}</p>
      <div className="plain-table">
        <table>
          <thead>
            <tr>
              <th>{t.workers.name}</th>
              <th>{words.from}</th>
              <th>{words.to}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((person) => (
              <tr key={person.worker}>
                <td>{person.name}</td>
                <td>{where(person.from)}</td>
                <td>{person.overridden ? words.overridden : where(person.to)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {affected.length > shown.length && (
        <Button onClick={() => setAll(true)}>{words.affectedAll(affected.length)}</Button>
      )}
    </div>
  );
}
