/** A table that is worked by keyboard (j k Enter e a), paged by key, and says what state it is in. */
import { Button } from 'antd';
import { type MouseEvent, type ReactNode, useEffect, useState } from 'react';
import type { Failure } from '../../shared/api.ts';
import { useSpeech } from '../app/language.tsx';
import { type Key, useKeys } from './keys.tsx';
import { Failing, Waiting } from './states.tsx';

export interface Column<T> {
  key: string;
  title: string;
  render: (row: T) => ReactNode;
  /** a number column */
  align?: 'right';
  /** narrow text of fixed width figures */
  className?: string;
  /** the widest it may become, in pixels; longer text wraps */
  width?: number;
}

interface Given<T> {
  rows: readonly T[] | undefined;
  idOf: (row: T) => string;
  columns: readonly Column<T>[];
  label: string;
  failure?: Failure | null;
  retry?: () => void;
  empty: ReactNode;
  open?: (row: T) => void;
  edit?: (row: T) => void;
  accept?: (row: T) => void;
  /** further keys of a row, e.g. decisions */
  keysOf?: (row: T) => Key[];
  more?: { has: boolean; loading: boolean; load: () => void };
  /** what is counted under the table */
  count?: ReactNode;
  rowClass?: (row: T) => string;
}

export function RowTable<T extends object>(given: Given<T>) {
  const { rows, idOf, columns, label, failure, retry, empty, open, more, count, rowClass } = given;
  const { t } = useSpeech();
  const [at, move] = useCursor(given);
  if (failure && !rows) return <Failing failure={failure} retry={retry} />;
  if (!rows) return <Waiting />;
  if (rows.length === 0) return empty;
  return (
    <div className="row-table">
      <div className="rows-scroll">
        <table className={columns.length === 1 ? 'rows rows-cards' : 'rows'} aria-label={label}>
          <thead>
            <tr>
              {columns.map(({ key, title, align }) => (
                <th key={key} scope="col" className={align}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr
                key={idOf(row)}
                className={`${index === at ? 'row-at' : ''} ${rowClass?.(row) ?? ''}`}
                onClick={(event) => {
                  move(index);
                  if (open && !meantForControl(event)) open(row);
                }}
              >
                {columns.map(({ key, render, align, className, width }) => (
                  <td
                    key={key}
                    className={`${align ?? ''} ${className ?? ''}`}
                    style={width ? { maxWidth: width, minWidth: Math.min(width, 180) } : undefined}
                  >
                    {render(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <footer className="row-table-foot" hidden={!count && !more?.has}>
        <span aria-live="polite">{count}</span>
        {more?.has ? (
          <Button onClick={more.load} loading={more.loading}>
            {t.common.more}
          </Button>
        ) : (
          rows.length > 20 && <span className="quiet">{t.common.end}</span>
        )}
      </footer>
    </div>
  );
}

/** A click on a link or button is its own; marking text is not opening. */
const meantForControl = (event: MouseEvent): boolean =>
  (event.target as HTMLElement).closest('a, button, input, label, .ant-select') !== null ||
  Boolean(window.getSelection()?.toString());

function useCursor<T extends object>({ rows, open, edit, accept, keysOf, more }: Given<T>) {
  const { t } = useSpeech();
  const [at, setAt] = useState(-1);
  const length = rows?.length ?? 0;
  const row = rows?.[at];
  useEffect(() => {
    if (at >= length) setAt(length - 1);
  }, [at, length]);
  useEffect(() => {
    if (at >= 0) document.querySelector('.row-at')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const step = (by: number) => {
    const to = Math.max(0, Math.min(length - 1, at + by));
    if (at + by >= length && more?.has && !more.loading) more.load();
    setAt(to);
  };
  useKeys([
    { key: 'j', what: t.keys.next, run: () => step(1) },
    { key: 'k', what: t.keys.previous, run: () => step(-1) },
    ...(open ? [{ key: 'Enter', what: t.keys.open, run: () => row && open(row) }] : []),
    ...(edit ? [{ key: 'e', what: t.keys.edit, run: () => row && edit(row) }] : []),
    ...(accept ? [{ key: 'a', what: t.keys.accept, run: () => row && accept(row) }] : []),
    ...(row && keysOf ? keysOf(row) : []),
  ]);
  return [at, setAt] as const;
}
