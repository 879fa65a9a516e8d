/** The addresses under which a page can show photos that are still on the phone. */
import { useEffect, useState } from 'preact/hooks';
import type { DraftPhoto } from '../drafts/draft.ts';

/** A blob: address for each photo, given back when the photos change or the page closes. */
export function useThumbnails(photos: DraftPhoto[]): Map<string, string> {
  const [shown, setShown] = useState<Map<string, string>>(new Map());
  useEffect(() => {
    const addresses = new Map(
      photos.map(({ id, bytes, type }) => [id, URL.createObjectURL(new Blob([bytes], { type }))]),
    );
    setShown(addresses);
    return () => {
      for (const address of addresses.values()) URL.revokeObjectURL(address);
    };
  }, [photos]);
  return shown;
}
