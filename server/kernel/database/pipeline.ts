// Sends several statements in one round trip: parse / bind / describe / execute for each and a single sync, so
// outside an explicit transaction they are one implicit transaction. `pg` calls an object with `submit` like
// this one (as pg-cursor's) in place of its own query.
import { createHash } from 'node:crypto';
import pg from 'pg';
import { prepareValue } from 'pg/lib/utils.js';
import { parserOf } from './values.ts';

/** A statement with its parameters; a CompiledQuery of Kysely is one. */
export type Statement = { readonly sql: string; readonly parameters: readonly unknown[] };

/** Rows that a statement returned, how many it returned or changed, and PostgreSQL's tag such as `INSERT 0 1`. */
export type StatementResult = { rows: Record<string, unknown>[]; count: number; command: string };

/** Names of statements that a connection has prepared, oldest use first; `false` = not known for sure. */
const preparedOn = new WeakMap<object, Map<string, boolean>>();
const mostPrepared = 400;

// What pg hands to `submit`, as far as it is used here.
type Wire = {
  stream: { cork?(): void; uncork?(): void; destroy(error?: Error): void };
  parse(message: { name: string; text: string; types: number[] }): void;
  bind(message: object): void;
  describe(message: { type: 'P' | 'S'; name: string }): void;
  execute(message: { portal: string; rows: number }): void;
  close(message: { type: 'P' | 'S'; name: string }): void;
  sync(): void;
};

type Field = { name: string; dataTypeID: number };

/**
 * Runs the statements in order; the first one that fails ends them all and its error (a pg.DatabaseError with
 * `statement`, its index) is thrown. The connection stays usable unless the error is none of the database's.
 */
export function sendTogether(
  client: pg.ClientBase,
  statements: readonly Statement[],
): Promise<StatementResult[]> {
  return new Promise((resolve, reject) => {
    const sent: { name: string; fresh: boolean }[] = [];
    const results: StatementResult[] = [];
    let fields: Field[] = [];
    let parsers: ((text: string) => unknown)[] = [];
    let rows: Record<string, unknown>[] = [];
    let unreadable: unknown = null;

    const finish = (command: string) => {
      results.push({ rows, command, count: Number(/(\d+)$/.exec(command)?.[1] ?? 0) });
      rows = [];
      fields = [];
    };

    const submittable = {
      submit(connection: Wire): Error | null {
        let values: (string | Buffer | null)[][];
        try {
          values = statements.map((statement) => statement.parameters.map(prepareValue));
        } catch (error) {
          return error as Error;
        }
        const prepared = preparedOn.get(connection) ?? new Map<string, boolean>();
        preparedOn.set(connection, prepared);
        connection.stream.cork?.();
        try {
          statements.forEach((statement, index) => {
            const name = statementName(statement.sql);
            sent.push({ name, fresh: prepare(connection, prepared, name, statement.sql) });
            connection.bind({ portal: '', statement: name, values: values[index] });
            connection.describe({ type: 'P', name: '' });
            connection.execute({ portal: '', rows: 0 });
          });
          forgetOldest(connection, prepared);
          connection.sync();
        } finally {
          connection.stream.uncork?.();
        }
        return null;
      },
      handleRowDescription(message: { fields: Field[] }) {
        fields = message.fields;
        parsers = fields.map((field) => parserOf(field.dataTypeID));
      },
      handleDataRow(message: { fields: (string | null)[] }) {
        try {
          const row: Record<string, unknown> = {};
          message.fields.forEach((text, index) => {
            row[fields[index]!.name] = text === null ? null : parsers[index]!(text);
          });
          rows.push(row);
        } catch (error) {
          unreadable ??= error;
        }
      },
      handleCommandComplete(message: { text: string }) {
        finish(message.text);
      },
      handleEmptyQuery() {
        finish('');
      },
      handlePortalSuspended() {},
      handleCopyInResponse() {},
      handleCopyData() {},
      handleReadyForQuery() {
        if (unreadable) reject(unreadable);
        else resolve(results);
      },
      handleError(error: Error, connection: object) {
        // Those behind the failing statement were never parsed; of the failing one nobody knows.
        const prepared = preparedOn.get(connection);
        sent.forEach(({ name, fresh }, index) => {
          if (fresh && index >= results.length) prepared?.set(name, false);
        });
        if (error instanceof pg.DatabaseError) Object.assign(error, { statement: results.length });
        reject(error);
      },
    };
    // pg's types describe `submit` by its own Connection class, of which Wire is the part used.
    client.query(submittable as unknown as pg.Submittable);
  });
}

function prepare(connection: Wire, prepared: Map<string, boolean>, name: string, sql: string): boolean {
  const known = prepared.get(name);
  prepared.delete(name);
  prepared.set(name, true);
  if (known) return false;
  if (known === false) connection.close({ type: 'S', name });
  connection.parse({ name, text: sql, types: [] });
  return true;
}

function forgetOldest(connection: Wire, prepared: Map<string, boolean>): void {
  for (const name of prepared.keys()) {
    if (prepared.size <= mostPrepared) return;
    prepared.delete(name);
    connection.close({ type: 'S', name });
  }
}

const names = new Map<string, string>();

/** A statement's name on every connection: a digest of its text. */
function statementName(sql: string): string {
  const known = names.get(sql);
  if (known) return known;
  const name = createHash('sha256').update(sql).digest('base64url').slice(0, 32);
  if (names.size > 5000) names.clear();
  names.set(sql, name);
  return name;
}
