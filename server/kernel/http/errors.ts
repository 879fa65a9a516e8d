/** Turns whatever was thrown into problem+json: never a stack trace, always a sentence and a code. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type FieldFailure, fail, ProblemError } from './problem.ts';

const databaseAway = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08001',
  '08003',
  '25006',
]);

/** What the reader of multipart forms says of one that is none, or was cut short: plain errors without a code. */
const brokenForm =
  /^(Unexpected end of |Part terminated early|Premature close|Multipart: Boundary not found|Malformed )/;

interface Thrown extends Partial<FastifyError> {
  code?: string;
}

/** The problem that a thrown thing means to the person who asked. */
export function problemOf(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  const error = thrown as Thrown;
  if (error.validation) return fail('invalid', { fields: error.validation.map(fieldOf) });
  switch (error.code) {
    case '28000':
      return fail('signed_out');
    case '42501':
      return error.message === 'second_factor' ? fail('second_factor') : fail('forbidden');
    // Values that fit their form and still cannot be: U+0000 in a text, 31 February in a page key.
    case '22021':
    case '22P05':
    case '22007':
    case '22008':
      return fail('malformed');
    case '55P03':
      return fail('busy', { retryAfter: 2 });
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
    case 'FST_REQ_FILE_TOO_LARGE':
    case 'FST_FILES_LIMIT':
    case 'FST_PARTS_LIMIT':
    case 'FST_FIELDS_LIMIT':
      return fail('too_large');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return fail('wrong_type');
  }
  if (error.code && databaseAway.has(error.code)) return fail('unavailable', { retryAfter: 30 });
  if (
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      error.message ?? '',
    )
  )
    return fail('unavailable', { retryAfter: 30 });
  if (brokenForm.test(error.message ?? '')) return fail('malformed');
  if (error.statusCode === 429) return fail('too_many');
  if (error.statusCode === 503) return fail('unavailable', { retryAfter: 30 });
  if (error.statusCode === 404) return fail('not_found');
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) return fail('malformed');
  return fail('unexpected');
}

type Validation = NonNullable<FastifyError['validation']>[number];

function fieldOf(entry: Validation): FieldFailure {
  const params = entry.params as Record<string, unknown>;
  const missing = typeof params.missingProperty === 'string' ? `/${params.missingProperty}` : '';
  const path = `${entry.instancePath}${missing}`.replace(/^\//, '').replaceAll('/', '.');
  return { path, ...sentenceOf(entry.keyword, params) };
}

function sentenceOf(keyword: string, params: Record<string, unknown>): { zh: string; en: string } {
  switch (keyword) {
    case 'required':
      return { zh: '这一项必须填写', en: 'this is needed' };
    case 'minLength':
      return { zh: `至少 ${params.limit} 个字`, en: `at least ${params.limit} characters` };
    case 'maxLength':
      return { zh: `最多 ${params.limit} 个字`, en: `at most ${params.limit} characters` };
    case 'minimum':
    case 'maximum':
      return {
        zh: `应当 ${params.comparison} ${params.limit}`,
        en: `must be ${params.comparison} ${params.limit}`,
      };
    case 'maxItems':
      return { zh: `最多 ${params.limit} 项`, en: `at most ${params.limit}` };
    default:
      return { zh: '格式不对', en: 'not in the right form' };
  }
}

/** Sends a problem; used by the error handler and by what answers outside of it. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: ProblemError) {
  if (problem.retryAfter !== undefined) reply.header('retry-after', problem.retryAfter);
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: `urn:nuanxin:${problem.code}`,
        title: problem.zh,
        titleEn: problem.en,
        status: problem.status,
        code: problem.code,
        fields: problem.fields,
        request: request.id,
      }),
    );
}

export function registerErrors(app: FastifyInstance): void {
  app.setErrorHandler((thrown, request, reply) => {
    const problem = problemOf(thrown);
    if (problem.status >= 500) request.log.error({ err: thrown, code: problem.code }, 'request failed');
    return sendProblem(request, reply, problem);
  });
}
