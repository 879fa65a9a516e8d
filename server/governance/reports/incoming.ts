/** A report or step as it arrives: JSON alone, or multipart with a JSON field first and photos after it, as one unit. */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { makePhotoIntake, type Photo } from '../../kernel/files/photo.ts';
import { ProblemError } from '../../kernel/http/problem.ts';
import { fail } from './failures.ts';

export interface Incoming<Body> {
  body: Body;
  files: readonly Buffer[];
  /** of the files' bytes, in order: part of what makes two requests the same */
  fileHashes: readonly string[];
}

const mostPhotos = 6;

/** Reads the request whole. Throws `report_field` / `event_field` when the JSON does not fit, `too_many_photos`. */
export function makeReader<Body>(schema: TSchema, field: 'report' | 'event') {
  const checked = Compile(schema);
  const wrong = () => fail(field === 'report' ? 'report_field' : 'event_field');
  return async (request: FastifyRequest): Promise<Incoming<Body>> => {
    let given: unknown;
    const files: Buffer[] = [];
    if (request.isMultipart()) {
      for await (const part of request.parts()) {
        if (part.type === 'file') {
          if (files.length === mostPhotos) throw fail('too_many_photos');
          files.push(await part.toBuffer());
        } else if (part.fieldname === field) given = parsed(part.value);
      }
    } else given = request.body;
    if (!checked.Check(given)) {
      const first = checked.Errors(given)[0];
      const error = wrong();
      throw first
        ? new ProblemError(error.code, error, {
            fields: [
              { path: first.instancePath.slice(1).replaceAll('/', '.'), zh: '格式不对', en: first.message },
            ],
          })
        : error;
    }
    return {
      body: given as Body,
      files,
      fileHashes: files.map((file) => createHash('sha256').update(file).digest('hex')),
    };
  };
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

const intake = makePhotoIntake();

/** Every file as a photo ready to be kept; the first one that is refused refuses the whole, with its own sentence. */
export async function photosFrom(files: readonly Buffer[]): Promise<Photo[]> {
  const taken = await Promise.all(files.map((file) => intake(file)));
  return taken.map((one) => {
    if ('refused' in one)
      throw new ProblemError(
        one.refused.code,
        one.refused,
        one.refused.status === 503 ? { retryAfter: 60 } : {},
      );
    return one.photo;
  });
}
