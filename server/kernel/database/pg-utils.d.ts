declare module 'pg/lib/utils.js' {
  /** Turns a JavaScript value into what PostgreSQL's text (or, for a Buffer, binary) format takes. */
  export function prepareValue(value: unknown): string | Buffer | null;
}
