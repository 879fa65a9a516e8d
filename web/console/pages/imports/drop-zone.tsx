/** Where a file is dropped or chosen; what it is gets guessed from its name and can be corrected. */
import { InboxOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Radio, Select } from 'antd';
import { useRef, useState } from 'react';
import type { ImportKind } from '../../../../server/cohesion/census/contract.ts';
import { newKey } from '../../../shared/key.ts';
import { ask, orThrow } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { kindOf } from './import-kind.ts';

const KINDS: readonly ImportKind[] = ['roster', 'sites', 'areas'];
const DATUMS = ['auto', 'wgs84', 'gcj02', 'bd09'] as const;
type Datum = (typeof DATUMS)[number];

export function DropZone() {
  const { t, say } = useSpeech();
  const go = useNavigate();
  const key = useRef(newKey());
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<ImportKind>('roster');
  const [datum, setDatum] = useState<Datum>('auto');
  const [over, setOver] = useState(false);
  const choose = (chosen: File | null | undefined) => {
    if (!chosen) return;
    key.current = newKey();
    setFile(chosen);
    setKind(kindOf(chosen.name));
    upload.reset();
  };
  const upload = useMutation({
    mutationFn: (chosen: File) => {
      const body = new FormData();
      body.append('kind', kind);
      if (datum !== 'auto') body.append('datum', datum);
      body.append('file', chosen, chosen.name);
      return orThrow(ask('POST /api/v1/imports', { body, key: key.current }));
    },
    onSuccess: ({ id }) => go({ to: '/imports/$id', params: { id } }),
  });
  return (
    <section className="drop">
      <label
        className={over ? 'drop-zone drop-over' : 'drop-zone'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          choose(event.dataTransfer.files[0]);
        }}
      >
        <InboxOutlined aria-hidden />
        <strong>{file ? file.name : t.imports.drop}</strong>
        <span className="quiet">{t.imports.dropHint}</span>
        <input
          type="file"
          accept=".xlsx,.csv,.geojson,.json"
          onChange={(event) => {
            choose(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </label>
      {upload.error && <Alert type="error" showIcon role="alert" title={say(upload.error.said)} />}
      {file && (
        <div className="drop-ask">
          <Radio.Group
            aria-label={t.imports.kind}
            optionType="button"
            value={kind}
            options={KINDS.map((value) => ({ value, label: t.imports.kinds[value] }))}
            onChange={({ target }) => setKind(target.value)}
          />
          {kind !== 'roster' && (
            <Select<Datum>
              aria-label={t.imports.datum}
              title={t.imports.datumHint}
              prefix={<span className="quiet">{t.imports.datum}</span>}
              value={datum}
              popupMatchSelectWidth={false}
              options={DATUMS.map((value) => ({ value, label: t.imports.datums[value] }))}
              onChange={setDatum}
            />
          )}
          <Button type="primary" loading={upload.isPending} onClick={() => upload.mutate(file)}>
            {upload.isPending ? t.imports.uploading : t.imports.start}
          </Button>
        </div>
      )}
    </section>
  );
}
