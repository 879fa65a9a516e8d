// Why a photo is not taken, each with a sentence that says what to do.
import type { Failure } from '../http/problem.ts';

/** Everything that can be wrong with a photo; `status` is the HTTP status that fits. */
export const photoFailures = {
  photo_empty: {
    status: 400,
    zh: '这张照片是空的，没有传上来。请重新拍照或重新选择。',
    en: 'This photo is empty: take it again or choose it again.',
  },
  photo_too_large: {
    status: 413,
    zh: '这张照片超过15 MB。请用普通画质重拍，或先压缩再选。',
    en: 'This photo is larger than 15 MB: take it at normal quality or shrink it first.',
  },
  photo_type: {
    status: 415,
    zh: '这不是能用的照片。请用 JPEG、PNG、WebP 或 HEIC 格式的照片（手机直接拍的就可以）。',
    en: 'This is not a photo we can use: send JPEG, PNG, WebP or HEIC, as a phone takes them.',
  },
  photo_damaged: {
    status: 422,
    zh: '这张照片损坏或没有传完，打不开。请重新拍照或换一张。',
    en: 'This photo is damaged or incomplete and cannot be opened: take it again or choose another.',
  },
  photo_too_many_pixels: {
    status: 422,
    zh: '这张照片超过5000万像素。请用普通画质重拍。',
    en: 'This photo has more than 50 million pixels: take it at normal quality.',
  },
  photo_too_slow: {
    status: 422,
    zh: '这张照片处理太久，没有收下。请用普通画质重拍或换一张。',
    en: 'This photo took too long to read and was not taken: take it at normal quality or choose another.',
  },
  photo_busy: {
    status: 503,
    zh: '现在传照片的人很多，请过一分钟再发。已填内容会保留。',
    en: 'Many photos are arriving just now: send again in a minute. What you filled in is kept.',
  },
} as const satisfies Record<string, Failure>;

export type PhotoFailureCode = keyof typeof photoFailures;

/** A photo that is refused: code, HTTP status, and the sentence in both languages. */
export interface PhotoRefusal extends Failure {
  readonly code: PhotoFailureCode;
}

/** Thrown inside the intake only; it leaves as a value. */
export class RefusedPhoto extends Error {
  readonly refusal: PhotoRefusal;

  constructor(code: PhotoFailureCode) {
    super(code);
    this.refusal = { code, ...photoFailures[code] };
  }
}
