/** An upload as it arrives: kind, datum and one file, streamed to disk; what cannot be a table is refused at once. */
import type { FastifyRequest } from 'fastify';
import { type Datum, datums } from '../../kernel/divisions/datum.ts';
import { fail as kernelFail, ProblemError } from '../../kernel/http/problem.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { ImportKind } from './contract.ts';
import { fail } from './failures.ts';
import { importPath, keepUpload, mostUploadBytes, removeUpload } from './import-file.ts';
import { openWorkbook } from './source.ts';
import { Unreadable } from './table.ts';

export interface Upload {
  readonly kind: ImportKind;
  readonly datum: Datum | undefined;
  readonly fileName: string;
  readonly sha256: Buffer;
}

const kinds: readonly string[] = ['roster', 'sites', 'areas'] satisfies ImportKind[];

/** Keeps the file under `id`. Throws `file_needed`, `too_large`, or why the file is no table; nothing is kept then. */
export async function takeUpload(
  kernel: Kernel,
  request: FastifyRequest,
  street: string,
  id: string,
): Promise<Upload> {
  if (!request.isMultipart()) throw fail('file_needed');
  const fields = new Map<string, string>();
  let file: { name: string; sha256: Buffer } | null = null;
  try {
    for await (const part of request.parts({ limits: { fileSize: mostUploadBytes, files: 1 } })) {
      if (part.type === 'field') {
        fields.set(part.fieldname, String(part.value));
        continue;
      }
      const sha256 = await keepUpload(kernel, street, id, part.file);
      if (part.file.truncated) throw kernelFail('too_large');
      file = { name: part.filename.replace(/^.*[\\/]/, '').slice(0, 200) || '文件', sha256 };
    }
    const kind = fields.get('kind') ?? '';
    const datum = fields.get('datum') || undefined;
    if (!file || !kinds.includes(kind)) throw fail('file_needed');
    if (datum !== undefined && !isDatum(datum)) throw fail('file_needed');
    const upload = { kind: kind as ImportKind, datum, fileName: file.name, sha256: file.sha256 };
    if (upload.kind !== 'areas') await checkTable(upload.fileName, importPath(kernel, street, id));
    return upload;
  } catch (error) {
    await removeUpload(kernel, street, id);
    throw error;
  }
}

const isDatum = (value: string): value is Datum => (datums as readonly string[]).includes(value);

async function checkTable(name: string, path: string): Promise<void> {
  try {
    await (await openWorkbook({ name, path })).close();
  } catch (error) {
    if (error instanceof Unreadable)
      throw new ProblemError(error.code, { status: 422, zh: error.zh, en: error.en });
    throw error;
  }
}
