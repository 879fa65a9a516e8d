/** Lines of a preview: kept encrypted, written in bulk, paged by key. */
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/database.ts';
import { type Cipher, maskPhone } from '../../kernel/privacy/cipher.ts';
import type { ImportLine, ImportLines, LineOutcome } from './contract.ts';
import { reasonSaid, valueWord } from './import-words.ts';
import type { RosterEntry } from './roster.ts';
import type { SiteEntry } from './sites.ts';

export interface Change {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Whom a doubtful line may be: somebody of the ledger, or an earlier line of the same file. */
export interface Candidate {
  readonly worker: string | null;
  readonly line: number | null;
  readonly name: string;
  readonly phone: string | null;
  readonly site: string | null;
}

/** A boundary as a line carries it; `area` null ends it. */
export interface AreaLine {
  readonly code: string;
  readonly level: 'community' | 'grid';
  readonly community: string;
  readonly name: string;
  readonly area: unknown;
}

/** What a line holds, encrypted as a whole. */
export interface LineBody {
  readonly name: string;
  readonly phone?: string | null;
  readonly site?: string | null;
  readonly column?: string;
  readonly value?: string;
  readonly reason?: string | null;
  readonly changes?: readonly Change[];
  readonly candidates?: readonly Candidate[];
  /** What is written on confirmation. */
  readonly person?: { readonly entry: RosterEntry; readonly sites: readonly string[] };
  readonly place?: {
    readonly entry: SiteEntry;
    readonly point: readonly [number, number] | null;
    readonly claimed: string | null;
  };
  readonly area?: AreaLine;
}

export interface NewLine {
  readonly line: number;
  readonly outcome: LineOutcome;
  readonly sheet: string;
  readonly row: number;
  readonly body: LineBody;
}

export interface KeptLine extends NewLine {
  readonly decision: string | null;
}

const column = 'import_lines.body';
/** Lines that travel in one statement. */
export const chunkOfLines = 1000;

/** Writes lines, many to a statement. */
export async function writeLines(
  tx: Transaction,
  cipher: Cipher,
  street: string,
  importId: string,
  lines: readonly NewLine[],
): Promise<void> {
  for (let at = 0; at < lines.length; at += chunkOfLines) {
    const chunk = lines.slice(at, at + chunkOfLines);
    await sql`
      insert into import_lines (street, import, line, outcome, sheet, row_number, body_cipher)
      select ${street}, ${importId}::uuid, given.* from unnest(
        ${chunk.map(({ line }) => line)}::int[], ${chunk.map(({ outcome }) => outcome)}::text[],
        ${chunk.map(({ sheet }) => sheet.slice(0, 100))}::text[], ${chunk.map(({ row }) => row)}::int[],
        ${chunk.map(({ body }) => cipher.seal(street, column, JSON.stringify(body)))}::bytea[]) as given`.execute(
      tx,
    );
  }
}

/** Moves a line to another outcome, with what there is to say now. */
export async function rewriteLine(
  tx: Transaction,
  cipher: Cipher,
  street: string,
  importId: string,
  line: Pick<NewLine, 'line' | 'outcome' | 'body'>,
): Promise<void> {
  await tx
    .updateTable('import_lines')
    .set({
      outcome: line.outcome,
      body_cipher: cipher.seal(street, column, JSON.stringify(line.body)),
      decision: null,
    })
    .where('street', '=', street)
    .where('import', '=', importId)
    .where('line', '=', line.line)
    .execute();
}

export const deleteLines = (tx: Transaction, street: string, importId: string) =>
  tx.deleteFrom('import_lines').where('street', '=', street).where('import', '=', importId).execute();

/** Lines after `after` in the order of the file, of some outcomes only. */
async function readLines(
  tx: Transaction,
  cipher: Cipher,
  street: string,
  importId: string,
  wanted: { after: number; limit: number; outcomes?: readonly LineOutcome[]; decided?: boolean },
): Promise<KeptLine[]> {
  let query = tx
    .selectFrom('import_lines')
    .select(['line', 'outcome', 'sheet', 'row_number', 'body_cipher', 'decision'])
    .where('street', '=', street)
    .where('import', '=', importId)
    .where('line', '>', wanted.after)
    .orderBy('line')
    .limit(wanted.limit);
  if (wanted.outcomes) query = query.where('outcome', 'in', [...wanted.outcomes]);
  if (wanted.decided) query = query.where('decision', 'is not', null).where('decision', '<>', 'skip');
  return (await query.execute()).map((row) => ({
    line: row.line,
    outcome: row.outcome as LineOutcome,
    sheet: row.sheet,
    row: row.row_number,
    decision: row.decision,
    body: JSON.parse(cipher.open(street, column, row.body_cipher)) as LineBody,
  }));
}

/** All lines of some outcomes, in batches, so that a large file is never in memory as a whole. */
export async function* eachBatch(
  tx: Transaction,
  cipher: Cipher,
  street: string,
  importId: string,
  wanted: { outcomes: readonly LineOutcome[]; decided?: boolean },
): AsyncGenerator<KeptLine[], void, undefined> {
  let after = 0;
  for (;;) {
    const lines = await readLines(tx, cipher, street, importId, { ...wanted, after, limit: chunkOfLines });
    const last = lines.at(-1);
    if (!last) return;
    yield lines;
    after = last.line;
  }
}

/** One page for people: phones masked, codes as words. */
export async function linePage(
  tx: Transaction,
  cipher: Cipher,
  street: string,
  importId: string,
  wanted: { after: number; limit: number; outcome?: LineOutcome },
): Promise<ImportLines> {
  const lines = await readLines(tx, cipher, street, importId, {
    after: wanted.after,
    limit: wanted.limit + 1,
    ...(wanted.outcome && { outcomes: [wanted.outcome] }),
  });
  const page = lines.slice(0, wanted.limit);
  return {
    lines: page.map(shown),
    next: lines.length > wanted.limit ? String(page.at(-1)?.line ?? 0) : null,
  };
}

function shown({ line, outcome, sheet, row, body, decision }: KeptLine): ImportLine {
  return {
    line,
    outcome,
    sheet,
    row,
    name: body.name,
    phoneMasked: body.phone ? maskPhone(body.phone) : null,
    site: body.site ?? null,
    column: body.column ?? null,
    value: body.value ?? null,
    reason: body.reason ?? null,
    why: reasonSaid(body.reason ?? null),
    changes: (body.changes ?? []).map(({ field, from, to }) => ({
      field,
      from: valueWord(from),
      to: valueWord(to),
    })),
    candidates: (body.candidates ?? []).map(({ worker, line: of, name, phone, site }) => ({
      worker,
      line: of,
      name,
      phoneMasked: phone ? maskPhone(phone) : null,
      site,
    })),
    decision,
  };
}

/** How many lines there are of each outcome. */
export async function countLines(
  tx: Transaction,
  street: string,
  importId: string,
): Promise<Record<string, number>> {
  const rows = await tx
    .selectFrom('import_lines')
    .select(({ fn }) => ['outcome', fn.countAll<number>().as('n')])
    .where('street', '=', street)
    .where('import', '=', importId)
    .groupBy('outcome')
    .execute();
  return Object.fromEntries(rows.map(({ outcome, n }) => [outcome, n]));
}

/** Doubtful lines among the given ones, with how many candidates each has. */
export async function doubtfulLines(
  tx: Transaction,
  cipher: Cipher,
  street: string,
  importId: string,
  lines: readonly number[],
): Promise<Map<number, number>> {
  const rows = await tx
    .selectFrom('import_lines')
    .select(['line', 'body_cipher'])
    .where('street', '=', street)
    .where('import', '=', importId)
    .where('outcome', '=', 'to_decide')
    .where('line', 'in', [...lines])
    .execute();
  return new Map(
    rows.map((row) => {
      const body = JSON.parse(cipher.open(street, column, row.body_cipher)) as LineBody;
      return [row.line, body.candidates?.length ?? 0];
    }),
  );
}

export const decideLine = (
  tx: Transaction,
  street: string,
  importId: string,
  line: number,
  decision: string,
) =>
  tx
    .updateTable('import_lines')
    .set({ decision })
    .where('street', '=', street)
    .where('import', '=', importId)
    .where('line', '=', line)
    .execute();
