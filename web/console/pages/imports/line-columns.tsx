/** Columns of an outcome: each shows what one needs to understand or mend the line. */
import { Button } from 'antd';
import type { ImportKind, ImportLine, LineOutcome } from '../../../../server/cohesion/census/contract.ts';
import { useSpeech } from '../../app/language.tsx';
import type { Column } from '../../parts/row-table.tsx';
import type { Decide } from './use-decide.ts';

/** What a file's lines are about: a person with phone and site, a site with its grid, an area with its code. */
export function useLineColumns(
  kind: ImportKind,
  outcome: LineOutcome,
  decide: Decide | null,
): Column<ImportLine>[] {
  const { t, say } = useSpeech();
  const words = t.imports;
  const where: Column<ImportLine>[] = [
    { title: words.sheet, key: 'sheet', render: ({ sheet }) => sheet },
    { title: words.row, key: 'row', render: ({ row }) => row, align: 'right', className: 'figures' },
  ];
  const phone: Column<ImportLine> = {
    title: words.phone,
    key: 'phoneMasked',
    className: 'figures',
    render: ({ phoneMasked }) => phoneMasked ?? '—',
  };
  const who: Column<ImportLine>[] = [
    { title: words.nameOf[kind], key: 'name', render: ({ name }) => name || '—' },
    ...(kind === 'roster' ? [phone] : []),
    { title: words.placeOf[kind], key: 'site', render: ({ site }) => site ?? '—' },
  ];
  const why: Column<ImportLine>[] = [
    {
      title: words.why,
      key: 'why',
      width: 380,
      render: (line) => (line.why ? say(line.why) : (line.reason ?? '')),
    },
  ];
  if (outcome === 'rejected')
    return [
      ...where,
      { title: words.column, key: 'column', render: ({ column }) => column ?? '—' },
      {
        title: words.value,
        key: 'value',
        render: ({ value }) => (value ? <code>{value}</code> : <span className="quiet">{words.blank}</span>),
      },
      ...why,
      ...who,
    ];
  if (outcome === 'to_decide')
    return [
      ...where,
      ...who,
      ...why,
      {
        title: words.decision,
        key: 'decision',
        render: (line) => <Decision line={line} decide={decide} />,
      },
    ];
  if (outcome === 'changed')
    return [
      ...where,
      ...who,
      {
        title: words.changes,
        key: 'changes',
        render: ({ changes }) => (
          <ul className="changes">
            {changes.map(({ field, from, to }) => (
              <li key={field}>
                {words.fields[field] ?? field}：<del>{from ?? t.common.none}</del> →{' '}
                <ins>{to ?? t.common.none}</ins>
              </li>
            ))}
          </ul>
        ),
      },
    ];
  return outcome === 'new' || outcome === 'unchanged' ? [...where, ...who] : [...where, ...who, ...why];
}

function Decision({ line, decide }: { line: ImportLine; decide: Decide | null }) {
  const { t } = useSpeech();
  const words = t.imports;
  const option = (decision: string, text: React.ReactNode) => (
    <Button
      size="small"
      key={decision}
      type={line.decision === decision ? 'primary' : 'default'}
      aria-pressed={line.decision === decision}
      disabled={!decide}
      onClick={() => decide?.(line, decision)}
    >
      {text}
    </Button>
  );
  return (
    <div className="decision">
      {line.candidates.map((candidate, index) =>
        option(
          `same:${index}`,
          <>
            {words.same}：{candidate.name} {candidate.phoneMasked}
            {candidate.site && ` · ${candidate.site}`}
          </>,
        ),
      )}
      {option('new', words.newOne)}
      {option('skip', words.skip)}
    </div>
  );
}
