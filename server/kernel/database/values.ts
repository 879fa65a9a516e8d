// How PostgreSQL's values become JavaScript's: whole numbers are numbers, days stay text (a day is no moment),
// moments are Dates, everything else as `pg` does it.
import pg from 'pg';

const int8 = 20;
const date = 1082;

/** The parser of a type's text form; an int8 beyond 2^53 is an error, not a rounded number. */
export function parserOf(oid: number): (text: string) => unknown {
  if (oid === int8) return wholeNumber;
  if (oid === date) return String;
  return pg.types.getTypeParser(oid, 'text');
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number))
    throw new RangeError('a whole number beyond 2^53 came from the database');
  return number;
}
