/** Tables that are not a street's own (architecture.md, “Data rules”); a test checks that there are no others. */
export const exceptions: ReadonlySet<string> = new Set([
  'migrations', // which scripts ran
  'streets', // the subdistricts of this installation
  'sign_in_directory', // keyed phone hash → street, asked before the street is known
]);
