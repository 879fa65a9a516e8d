/** Where a report lies: in words, on our own map, and in the phone's navigation. */
import { useMemo, useState } from 'react';
import type { ReportDetail } from '../../../../server/governance/reports/contract.ts';
import { useSpeech } from '../../app/language.tsx';
import { StreetMap } from '../../parts/street-map.tsx';

export function Place({ report }: { report: ReportDetail }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  const { point } = report;
  const pin = useMemo(() => point, [point]);
  if (!point) return null;
  return (
    <details className="place-map no-print" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.reports.onMap}</summary>
      {open && (
        <>
          <StreetMap pin={pin} label={t.reports.onMap} />
          <a
            href={`https://uri.amap.com/marker?position=${point.lng},${point.lat}&coordinate=wgs84&callnative=1`}
            target="_blank"
            rel="noreferrer"
          >
            {t.reports.navigate}
          </a>
        </>
      )}
    </details>
  );
}
