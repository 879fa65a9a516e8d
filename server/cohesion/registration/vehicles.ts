/** Vehicles a worker may name (domain rules, section 2). */
export const vehicles = [
  'electric_bicycle',
  'electric_tricycle',
  'motorcycle',
  'car',
  'van',
  'none',
  'other',
] as const;
export type Vehicle = (typeof vehicles)[number];

export function isVehicle(text: string): text is Vehicle {
  return (vehicles as readonly string[]).includes(text);
}
