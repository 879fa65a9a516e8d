/** 人员与权限: accounts of the office, their roles and where these hold. */
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { StaffMember } from '../../../../server/kernel/identity/contract.ts';
import { useAreas } from '../../app/areas.ts';
import { ask, from } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { useFilters } from '../../app/search.ts';
import { Page } from '../../parts/page.tsx';
import { type Column, RowTable } from '../../parts/row-table.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { Nothing } from '../../parts/states.tsx';
import { AccountState } from './account-state.tsx';
import { NewStaffForm } from './new-staff-form.tsx';

export default function Staff() {
  const { t } = useSpeech();
  const [filters, filter] = useFilters();
  const [adding, add] = useState(false);
  const columns = useColumns();
  const staff = useQuery(from(['staff'], (signal) => ask('GET /api/v1/staff', { signal })));
  const text = filters.search ?? '';
  const rows = staff.data?.staff.filter(({ name, login }) => name.includes(text) || login.includes(text));
  return (
    <Page
      title={t.settings.staff}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => add(true)}>
          {t.settings.newStaff}
        </Button>
      }
      filters={
        <SearchBox value={text} hint={t.settings.searchHint} search={(search) => filter({ search })} />
      }
    >
      <RowTable
        rows={rows}
        idOf={({ id }) => id}
        columns={columns}
        label={t.settings.staff}
        failure={staff.error}
        retry={() => staff.refetch()}
        empty={<Nothing title={text ? t.workers.noMatch : t.settings.staffEmpty} />}
        count={rows && t.common.shown(rows.length)}
      />
      {adding && <NewStaffForm close={() => add(false)} />}
    </Page>
  );
}

function useColumns(): Column<StaffMember>[] {
  const { t } = useSpeech();
  const { nameOf } = useAreas();
  const words = t.settings;
  return [
    { title: words.name, key: 'name', render: ({ name }) => name },
    { title: words.login, key: 'login', render: ({ login }) => login },
    { title: words.jobTitle, key: 'title', render: ({ title }) => title ?? '—' },
    {
      title: words.role,
      key: 'role',
      render: ({ grants }) => [...new Set(grants.map(({ role }) => t.roles[role]))].join('、') || '—',
    },
    {
      title: words.where,
      key: 'where',
      width: 360,
      render: ({ grants }) =>
        grants
          .map(({ grid, community }) =>
            (grid ?? community) ? nameOf(grid ?? community ?? '') : words.wholeStreet,
          )
          .filter((name, index, all) => all.indexOf(name) === index)
          .join('、') || '—',
    },
    {
      title: words.totp,
      key: 'totp',
      render: ({ totp }) => (totp ? words.totpYes : <span className="quiet">{words.totpNo}</span>),
    },
    {
      title: words.state,
      key: 'state',
      render: (person) => <AccountState person={person} />,
    },
  ];
}
