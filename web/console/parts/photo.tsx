/** A stored photo: small in the page, the whole one behind it. */
import { useState } from 'react';
import { useSpeech } from '../app/language.tsx';

interface Given {
  id: string;
  label: string;
  size?: 'thumb' | 'half';
  /** of the picture, so that nothing jumps when it arrives */
  shape?: { width: number; height: number };
}

export function Photo({ id, label, size = 'half', shape }: Given) {
  const { t } = useSpeech();
  const [gone, setGone] = useState(false);
  if (gone) return <span className={`photo photo-${size} photo-gone`}>{t.reports.noPhoto}</span>;
  return (
    <a className={`photo photo-${size}`} href={`/api/v1/photos/${id}`} target="_blank" rel="noopener">
      <img
        src={`/api/v1/photos/${id}${size === 'thumb' ? '/small' : ''}`}
        alt={label}
        width={shape?.width}
        height={shape?.height}
        loading="lazy"
        onError={() => setGone(true)}
      />
    </a>
  );
}
