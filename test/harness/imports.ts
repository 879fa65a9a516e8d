// Imports as staff do them over HTTP: upload, wait until it is read, look at the lines, confirm.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { LightMyRequestResponse } from 'fastify';
import type { ImportLine, ImportView } from '../../server/cohesion/census/contract.ts';
import type { Api, Caller } from './api.ts';
import { projectDir } from './cluster.ts';

const folder = join(projectDir, 'database/demo/shuibosi');

/** The office's own files. */
export const office = {
  areas: { kind: 'areas', name: 'grids.geojson', bytes: readFileSync(join(folder, 'grids.geojson')) },
  sites: { kind: 'sites', name: '站点清单.csv', bytes: readFileSync(join(folder, '站点清单.csv')) },
  roster: {
    kind: 'roster',
    name: '新就业群体摸排表.xlsx',
    bytes: readFileSync(join(folder, '新就业群体摸排表.xlsx')),
  },
} as const;

export interface File {
  readonly kind: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly datum?: string;
}

/** Sends a file as the console does. */
export async function upload(
  api: Api,
  who: Caller,
  file: File,
  key: string = randomUUID(),
): Promise<LightMyRequestResponse> {
  const form = new FormData();
  form.append('kind', file.kind);
  if (file.datum) form.append('datum', file.datum);
  form.append('file', new Blob([new Uint8Array(file.bytes)]), file.name);
  const encoded = new Response(form);
  return api.app.inject({
    method: 'POST',
    url: '/api/v1/imports',
    headers: {
      cookie: who.cookie,
      'idempotency-key': key,
      'content-type': encoded.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
}

/** Asks until the import is neither being read nor written. */
export async function settled(who: Caller, id: string): Promise<ImportView> {
  for (;;) {
    const view = (await who.get(`/api/v1/imports/${id}`)).json() as ImportView;
    if (view.state !== 'reading' && view.state !== 'writing') return view;
    await turn();
  }
}

/** Uploads and waits for the preview. */
export async function previewed(api: Api, who: Caller, file: File): Promise<ImportView> {
  const answer = await upload(api, who, file);
  if (answer.statusCode !== 202) throw new Error(answer.body);
  return settled(who, answer.json().id as string);
}

/** Uploads, reads and confirms. */
export async function imported(api: Api, who: Caller, file: File): Promise<ImportView> {
  const { id, failure } = await previewed(api, who, file);
  if (failure) throw new Error(failure.zh);
  const answer = await who.post(`/api/v1/imports/${id}/confirm`, { legalBasis: true });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return settled(who, id);
}

/** All lines of an outcome, page by page. */
export async function linesOf(who: Caller, id: string, outcome?: string): Promise<ImportLine[]> {
  const lines: ImportLine[] = [];
  let after = '';
  for (;;) {
    const query = `limit=100${outcome ? `&outcome=${outcome}` : ''}${after && `&after=${after}`}`;
    const page = (await who.get(`/api/v1/imports/${id}/lines?${query}`)).json() as {
      lines: ImportLine[];
      next: string | null;
    };
    lines.push(...page.lines);
    if (page.next === null) return lines;
    after = page.next;
  }
}
