/**
 * A report as it waits on the phone. Photos and fields are one unit: they are stored together, sent together and
 * forgotten together. The key is made with the draft and stays the same on every retry, so the server files it once.
 */
import type { NewReport } from '../../../server/governance/reports/contract.ts';
import type { Said } from '../../shared/said.ts';

export interface DraftPhoto {
  id: string;
  /** bytes instead of a Blob: older web views lose stored Blobs */
  bytes: ArrayBuffer;
  type: string;
  /** from the file itself, before shrinking */
  takenAt: string | null;
  point: { lng: number; lat: number } | null;
}

/** Everything that the person chose so far; complete enough to send once it has a category and a place. */
export interface DraftFields extends Partial<NewReport> {
  categoryName?: Said;
}

export type DraftState =
  /** being filled in */
  | 'writing'
  /** to be sent as soon as possible */
  | 'waiting'
  /** stopped until the person signs in */
  | 'signed_out'
  /** the server wants something else: see `refused` */
  | 'refused'
  /** done: see `filed`; kept for a while so that the person sees it */
  | 'sent';

export interface Draft {
  id: string;
  key: string;
  /** who wrote it; null when nobody was signed in. Sent in nobody else's name. */
  owner: string | null;
  state: DraftState;
  fields: DraftFields;
  photos: DraftPhoto[];
  createdAt: number;
  changedAt: number;
  /** milliseconds since 1970: one sender at a time, until then */
  sendingUntil: number;
  attempts: number;
  /** milliseconds since 1970: not again before */
  notBefore: number;
  refused: { code: string; said: Said; fields: { path: string; said: Said }[] } | null;
  filed: { id: string; number: string; next: Said } | null;
}

export function newDraft(key: string, owner: string | null, now: number): Draft {
  return {
    id: key,
    key,
    owner,
    state: 'writing',
    fields: {},
    photos: [],
    createdAt: now,
    changedAt: now,
    sendingUntil: 0,
    attempts: 0,
    notBefore: 0,
    refused: null,
    filed: null,
  };
}

/** A draft in which nothing was done yet: not worth keeping. */
export const isBlank = ({ photos, fields }: Draft): boolean =>
  photos.length === 0 && !fields.category && !fields.body && !fields.placeNote;

/** Whose drafts the page shows: one's own; all of them while nobody is signed in, since they wait for a sign-in. */
export const isShownTo = ({ owner }: Draft, who: string | null): boolean =>
  owner === null || who === null || owner === who;

/** Waits on this phone and nowhere else: the reason to say 未发送，请勿清理微信缓存. */
export const isUnsent = ({ state }: Draft): boolean => state !== 'writing' && state !== 'sent';

/** The fields as the server takes them: the same JSON on every retry. */
export function reportOf({ fields }: Draft): NewReport {
  const { categoryName: _, ...report } = fields;
  return { ...report, category: report.category ?? '', placeSource: report.placeSource ?? 'community' };
}

/** The request's body: the fields first, then the photos. */
export function formOf(draft: Draft): FormData {
  const form = new FormData();
  form.append('report', JSON.stringify(reportOf(draft)));
  for (const [at, photo] of draft.photos.entries())
    form.append(
      'photo',
      new Blob([photo.bytes], { type: photo.type }),
      `${at + 1}.${EXTENSION[photo.type] ?? 'jpg'}`,
    );
  return form;
}

const EXTENSION: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/heif': 'heif',
};
