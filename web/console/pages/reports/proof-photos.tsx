/** Photos from the camera or the album, shown before they are sent. */
import { CameraOutlined, DeleteOutlined, PictureOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useId, useMemo } from 'react';
import { useSpeech } from '../../app/language.tsx';

interface Given {
  photos: File[];
  change: (photos: File[]) => void;
}

const MOST = 6;

export function ProofPhotos({ photos, change }: Given) {
  const { t } = useSpeech();
  const shown = useMemo(() => photos.map((photo) => ({ photo, url: URL.createObjectURL(photo) })), [photos]);
  useEffect(() => () => shown.forEach(({ url }) => void URL.revokeObjectURL(url)), [shown]);
  const add = (files: FileList | null) => change([...photos, ...Array.from(files ?? [])].slice(0, MOST));
  return (
    <div className="proof">
      <p className="quiet">{t.reports.proofHint}</p>
      {shown.length > 0 && (
        <ul className="proof-shown">
          {shown.map(({ photo, url }, index) => (
            <li key={url}>
              <img src={url} alt={photo.name} />
              <Button
                icon={<DeleteOutlined />}
                aria-label={`${t.reports.removePhoto} ${index + 1}`}
                onClick={() => change(photos.filter((other) => other !== photo))}
              />
            </li>
          ))}
        </ul>
      )}
      {photos.length < MOST && (
        <div className="proof-add">
          <FileButton camera icon={<CameraOutlined />} label={t.reports.takePhoto} add={add} />
          <FileButton icon={<PictureOutlined />} label={t.reports.fromAlbum} add={add} />
        </div>
      )}
    </div>
  );
}

function FileButton(given: {
  icon: React.ReactNode;
  label: string;
  camera?: boolean;
  add: (files: FileList | null) => void;
}) {
  const id = useId();
  return (
    <label htmlFor={id} className="file-button">
      {given.icon} {given.label}
      <input
        id={id}
        type="file"
        accept="image/*"
        capture={given.camera ? 'environment' : undefined}
        multiple={!given.camera}
        onChange={(event) => {
          given.add(event.target.files);
          event.target.value = '';
        }}
      />
    </label>
  );
}
