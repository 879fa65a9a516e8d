/** What goes wrong is a value with a code; a person gets a sentence that says what to do (RFC 9457). */

export interface Failure {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
}

export interface FieldFailure {
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

/** Thrown to end a request with one of a feature's listed failures. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly fields: readonly FieldFailure[] | undefined;
  readonly retryAfter: number | undefined;

  constructor(
    code: string,
    failure: Failure,
    more: { fields?: readonly FieldFailure[]; retryAfter?: number } = {},
  ) {
    super(failure.en);
    this.name = 'ProblemError';
    this.status = failure.status;
    this.code = code;
    this.zh = failure.zh;
    this.en = failure.en;
    this.fields = more.fields;
    this.retryAfter = more.retryAfter;
  }
}

/**
 * A feature's own list of failures, made into functions that build the error to throw.
 * @example const fail = failures({ no_such_report: { status: 404, zh: '…', en: '…' } }); throw fail('no_such_report');
 */
export function failures<const L extends Record<string, Failure>>(list: L) {
  return (
    code: keyof L & string,
    more?: { fields?: readonly FieldFailure[]; retryAfter?: number; zh?: string; en?: string },
  ): ProblemError => {
    const failure = list[code] as Failure;
    return new ProblemError(
      code,
      { status: failure.status, zh: more?.zh ?? failure.zh, en: more?.en ?? failure.en },
      more,
    );
  };
}

/** Failures that any route can meet. */
export const kernelFailures = {
  invalid: {
    status: 400,
    zh: '有一项填写不对，请按提示修改后再提交。',
    en: 'Something is not filled in right: mend it as shown and send again.',
  },
  malformed: {
    status: 400,
    zh: '收到的内容读不懂，请刷新页面再试。',
    en: 'The request could not be read: reload the page and try again.',
  },
  signed_out: {
    status: 401,
    zh: '还没有登录，或登录已过期。请登录后继续，已填内容会保留。',
    en: 'You are not signed in, or the session has ended. Sign in and go on; what you typed is kept.',
  },
  forbidden: {
    status: 403,
    zh: '您的角色不能做这件事。需要时请联系街道管理员。',
    en: 'Your role may not do this. Ask the street administrator if you need to.',
  },
  second_factor: {
    status: 403,
    zh: '请先设置二次验证，然后继续。',
    en: 'Set up the second factor first, then go on.',
  },
  foreign_origin: {
    status: 403,
    zh: '这个请求来自别的网站，已被拒绝。',
    en: 'This request comes from another site and was refused.',
  },
  not_found: {
    status: 404,
    zh: '没有找到。可能已被移走，或不在您的范围内。',
    en: 'Not found: it may have moved, or is not within your reach.',
  },
  bad_after: {
    status: 400,
    zh: '翻页位置不对，请从第一页重新开始。',
    en: 'That page key is not one of ours: start from the first page.',
  },
  method_not_allowed: {
    status: 405,
    zh: '这个地址不接受这种操作。',
    en: 'This address does not take that method.',
  },
  key_needed: {
    status: 400,
    zh: '缺少防重复提交的编号，请刷新页面再试。',
    en: 'The header Idempotency-Key (a UUID made with the draft) is missing.',
  },
  key_reused: {
    status: 422,
    zh: '这个编号已用于另一份内容。草稿还在，请重新提交。',
    en: 'This Idempotency-Key was used for other content. The draft is kept: send it again.',
  },
  busy: {
    status: 409,
    zh: '同一份内容正在处理，请稍候。',
    en: 'The same request is still being worked on: wait a moment.',
  },
  too_large: {
    status: 413,
    zh: '文件太大了。照片每张不超过15 MB，表格不超过50 MB。',
    en: 'Too large: photos up to 15 MB each, tables up to 50 MB.',
  },
  wrong_type: { status: 415, zh: '不支持这种内容格式。', en: 'This content type is not supported here.' },
  too_many: {
    status: 429,
    zh: '操作太频繁，请稍后再试。已填内容会保留。',
    en: 'Too many tries: wait a little. What you typed is kept.',
  },
  unexpected: {
    status: 500,
    zh: '系统出了问题，已记录。请稍后再试；若还不行，请把编号告诉管理员。',
    en: 'Something failed on our side and was recorded. Try again later; if it stays, tell the administrator the number.',
  },
  unavailable: {
    status: 503,
    zh: '系统正忙或正在恢复，请半分钟后再试。已填内容会保留。',
    en: 'The system is busy or recovering: try again in half a minute. What you typed is kept.',
  },
} as const satisfies Record<string, Failure>;

/** Builds one of the failures that any route can meet. */
export const fail = failures(kernelFailures);
