/** Columns of a sheet: header, three samples, what it means, and whether it will be stored. */
import { Select } from 'antd';
import type { ImportView, SheetFound } from '../../../../server/cohesion/census/contract.ts';
import { useSpeech } from '../../app/language.tsx';

interface Given {
  sheet: SheetFound;
  meanings: ImportView['meanings'];
  /** set by hand: column index → meaning, empty for “not used” */
  set: Record<string, string>;
  change: (set: Record<string, string>) => void;
}

/** The value of a select for “not used”; the request carries an empty meaning. */
const NOT_USED = 'ignored';

export function Columns({ sheet, meanings, set, change }: Given) {
  const { t, say } = useSpeech();
  const options = [
    { value: NOT_USED, label: t.imports.notUsed },
    ...meanings.map(({ code, name }) => ({ value: code, label: say(name) })),
  ];
  return (
    <div className="plain-table">
      <table>
        <thead>
          <tr>
            <th>{t.imports.column}</th>
            <th>{t.imports.samples}</th>
            <th>{t.imports.meaning}</th>
            <th>{t.imports.result}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.columns.map((column) => {
            const meaning = set[column.index] ?? column.meaning ?? '';
            const free = column.kept === 'stored' || column.kept === 'not_used';
            return (
              <tr key={column.index}>
                <th scope="row">{column.header || `#${column.index + 1}`}</th>
                <td className="quiet">{column.samples.join('，')}</td>
                <td>
                  {free ? (
                    <Select
                      size="small"
                      className="meaning"
                      aria-label={`${t.imports.meaning}：${column.header}`}
                      value={meaning || NOT_USED}
                      options={options}
                      popupMatchSelectWidth={false}
                      onChange={(value) =>
                        change({ ...set, [column.index]: value === NOT_USED ? '' : value })
                      }
                    />
                  ) : (
                    '—'
                  )}
                </td>
                <td className={`kept kept-${column.kept}`}>
                  {set[column.index] === undefined
                    ? `${t.imports.kept[column.kept]}${column.meaning && t.imports.by[column.by] ? `（${t.imports.by[column.by]}）` : ''}`
                    : t.imports.by.hand}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
