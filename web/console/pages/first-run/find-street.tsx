/** Searching a subdistrict by name or code. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { Subdistricts } from '../../../../server/kernel/identity/contract.ts';
import { ask, from } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { Failing, Waiting } from '../../parts/states.tsx';

type Subdistrict = Subdistricts['subdistricts'][number];

export function FindStreet({ choose }: { choose: (street: Subdistrict) => void }) {
  const { t } = useSpeech();
  const [query, setQuery] = useState('');
  const found = useQuery({
    ...from(['subdistricts', query], (signal) =>
      ask('GET /api/v1/subdistricts', { query: { query }, signal }),
    ),
    enabled: query !== '',
  });
  return (
    <div className="find-street">
      <SearchBox value={query} hint={t.firstRun.findHint} search={(text) => setQuery(text ?? '')} />
      {found.error && <Failing failure={found.error} retry={() => found.refetch()} />}
      {found.isFetching && !found.data && <Waiting rows={3} />}
      {found.data?.subdistricts.length === 0 && <p className="quiet">{t.firstRun.nothing}</p>}
      <ul>
        {found.data?.subdistricts.map((street) => (
          <li key={street.street}>
            <Button type="text" block onClick={() => choose(street)}>
              <strong>{street.name}</strong>
              <span className="quiet">
                {street.within} · {street.street}
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
