/** Shapes that more than one feature's contract uses. */
import { type Static, type TSchema, Type } from 'typebox';

/** 9-digit code of a subdistrict (domain rules, section 1). */
export const Street = Type.String({
  pattern: '^\\d{9}$',
  description: '9-digit subdistrict code, e.g. 140213066',
});
export const Uuid = Type.String({ format: 'uuid' });
export const Instant = Type.String({ format: 'date-time' });
/** A mainland mobile number as typed: spaces, dashes, +86 and full-width digits are understood. */
export const PhoneAsTyped = Type.String({ minLength: 11, maxLength: 30 });

/** A point in WGS84 degrees. */
export const Point = Type.Object({
  lng: Type.Number({ minimum: 70, maximum: 140 }),
  lat: Type.Number({ minimum: 0, maximum: 60 }),
});
export type Point = Static<typeof Point>;

/** A sentence in both languages. */
export const Said = Type.Object({ zh: Type.String(), en: Type.String() });
export type Said = Static<typeof Said>;

/** RFC 9457 problem details, with a stable code and both languages. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String({ description: 'Chinese sentence' }),
  titleEn: Type.String({ description: 'English sentence' }),
  status: Type.Integer(),
  code: Type.String(),
  fields: Type.Optional(
    Type.Array(Type.Object({ path: Type.String(), zh: Type.String(), en: Type.String() })),
  ),
  request: Type.Optional(Type.String()),
});
export type Problem = Static<typeof Problem>;

export const CodeAndName = Type.Object({ code: Type.String(), name: Type.String() });
export type CodeAndName = Static<typeof CodeAndName>;

/** Key of the next page, null on the last. */
export const Next = Type.Unsafe<string | null>({ type: ['string', 'null'] });
export const PageQuery = {
  after: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
};

/** The schema, or null; plain types as a JSON Schema type list, which the serialiser writes fastest. */
export const Nullable = <T extends TSchema>(schema: T, options: { description?: string } = {}) => {
  const type = (schema as { type?: unknown }).type;
  return typeof type === 'string'
    ? Type.Unsafe<Static<T> | null>({ ...schema, type: [type, 'null'], ...options })
    : Type.Unsafe<Static<T> | null>({ anyOf: [schema, { type: 'null' }], ...options });
};

/** One of the given words, as an enumeration rather than a union, which the serialiser writes without trying each. */
export const OneOf = <const Words extends readonly string[]>(
  words: Words,
  options: { description?: string } = {},
) => Type.Unsafe<Words[number]>({ type: 'string', enum: [...words], ...options });
