/** Puts the server's field failures under the form's own fields; gives back what belongs to no field. */
import type { FormInstance } from 'antd';
import type { Failure } from '../../shared/api.ts';
import type { Said } from '../../shared/said.ts';

/**
 * @param renamed form field for a path of the request, where they differ
 * @returns whether at least one field took a sentence
 */
export function showInForm(
  form: FormInstance,
  failure: Failure,
  say: (said: Said) => string,
  renamed: Record<string, string> = {},
): boolean {
  const known = Object.keys(form.getFieldsValue(true));
  const fields = failure.fields
    .map(({ path, said }) => ({ name: renamed[path] ?? path, errors: [say(said)] }))
    .filter(({ name }) => known.includes(name) || form.getFieldInstance(name));
  if (fields.length) form.setFields(fields);
  const first = fields[0];
  if (first) form.scrollToField(first.name, { focus: true });
  return fields.length > 0;
}
