/** Sheets with ticks and the meaning of each column, which can be set by hand and read again. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { ImportReading, ImportView, SheetFound } from '../../../../server/cohesion/census/contract.ts';
import { ask, orThrow } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { Columns } from './columns.tsx';
import { importQuery } from './import-queries.ts';

type Change = ImportReading['sheets'][number];

/** What is set now, before anybody changes it. */
const present = ({ name, ticked }: SheetFound): Change => ({ name, ticked });

export function Sheets({ shown }: { shown: ImportView }) {
  const { t, say } = useSpeech();
  const store = useQueryClient();
  const [changes, setChanges] = useState<Record<string, Change>>({});
  const [keepNotes, setKeepNotes] = useState(false);
  const changed = Object.keys(changes).length > 0 || keepNotes;
  const hasNotes = shown.sheets.some(({ columns }) => columns.some(({ meaning }) => meaning === 'note'));
  const change = (sheet: SheetFound, to: Partial<Change>) =>
    setChanges((old) => ({ ...old, [sheet.name]: { ...(old[sheet.name] ?? present(sheet)), ...to } }));
  const read = useMutation({
    mutationFn: () => {
      const sheets = shown.sheets.map((sheet) => changes[sheet.name] ?? present(sheet));
      const body: ImportReading = keepNotes ? { sheets, keepNotes } : { sheets };
      return orThrow(ask('PUT /api/v1/imports/:id/reading', { params: { id: shown.id }, body }));
    },
    onSuccess: () => {
      setChanges({});
      store.invalidateQueries({ queryKey: importQuery(shown.id).queryKey });
    },
  });
  if (shown.sheets.length === 0) return null;
  return (
    <details
      className="panel sheets no-print"
      open={shown.sheets.some(({ headerRow }) => headerRow === null)}
    >
      <summary>
        <h2>{t.imports.sheets}</h2>
        <span className="quiet">{shown.sheets.map(({ name }) => name).join('、')}</span>
      </summary>
      {shown.sheets.map((sheet) => {
        const now = changes[sheet.name] ?? present(sheet);
        return (
          <section key={sheet.name} className="sheet">
            <Checkbox
              checked={now.ticked}
              onChange={({ target }) => change(sheet, { ticked: target.checked })}
            >
              <strong>{sheet.name}</strong>
            </Checkbox>
            <span className="quiet">
              {t.imports.rowsIn(sheet.rows)} ·{' '}
              {sheet.headerRow === null ? t.imports.noHeader : t.imports.headerAt(sheet.headerRow)}
              {sheet.hidden && ` · ${t.imports.hiddenSheet}`}
            </span>
            {now.ticked && (
              <Columns
                sheet={sheet}
                meanings={shown.meanings}
                set={now.columns ?? {}}
                change={(columns) => change(sheet, { columns })}
              />
            )}
          </section>
        );
      })}
      {hasNotes && (
        <Checkbox checked={keepNotes} onChange={({ target }) => setKeepNotes(target.checked)}>
          {t.imports.keepNotes}
        </Checkbox>
      )}
      {read.error && <Alert type="error" showIcon role="alert" title={say(read.error.said)} />}
      <div className="buttons">
        <Button type="primary" disabled={!changed} loading={read.isPending} onClick={() => read.mutate()}>
          {t.imports.readAgain}
        </Button>
      </div>
    </details>
  );
}
