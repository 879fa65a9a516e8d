/** 报到 registration of a worker by phone, and what the rider app shows of themselves. */
import { type Static, Type } from 'typebox';
import { Instant, Nullable, PhoneAsTyped, Said, Street, Uuid } from '../../kernel/http/contract.ts';

/** GET /api/v1/streets/:street/welcome?site=UUID (public): what the QR link opens. */
export const Welcome = Type.Object({
  street: Street,
  name: Type.String(),
  county: Type.String(),
  site: Nullable(Type.Object({ id: Uuid, name: Type.String() })),
  sites: Type.Array(Type.Object({ id: Uuid, name: Type.String() }), {
    description: 'to choose from when no site is in the link',
  }),
  consent: Type.Object({ version: Type.Integer(), title: Said, points: Type.Array(Said), full: Said }),
  roles: Type.Array(Type.Object({ code: Type.String(), name: Said, does: Said })),
  outbox: Type.Boolean({ description: 'development: codes can be read at /outbox' }),
});
export type Welcome = Static<typeof Welcome>;

/** POST /api/v1/codes: 202; the answer never tells whether the phone is known. */
export const CodeRequest = Type.Object({ street: Street, phone: PhoneAsTyped });
export type CodeRequest = Static<typeof CodeRequest>;
export const CodeSent = Type.Object({ validMinutes: Type.Integer(), againSeconds: Type.Integer() });
export type CodeSent = Static<typeof CodeSent>;

/** POST /api/v1/worker-sessions {street, phone, code}: 201 signed in (cookie), or 200 {registered:false} with a ticket to register. */
export const WorkerSignIn = Type.Object({
  street: Street,
  phone: PhoneAsTyped,
  code: Type.String({ pattern: '^\\d{6}$' }),
});
export type WorkerSignIn = Static<typeof WorkerSignIn>;
export const WorkerSignedIn = Type.Object({
  registered: Type.Boolean(),
  ticket: Type.Optional(
    Type.String({ description: 'proves the phone for 15 minutes; goes into POST /registrations' }),
  ),
});
export type WorkerSignedIn = Static<typeof WorkerSignedIn>;

/** POST /api/v1/registrations (Idempotency-Key): 201 signed in (cookie). */
export const Registration = Type.Object({
  street: Street,
  ticket: Type.String({ maxLength: 400 }),
  name: Type.String({ minLength: 1, maxLength: 40 }),
  site: Type.Optional(Uuid),
  consentVersion: Type.Integer({ minimum: 1 }),
  roles: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 7 }),
  vehicle: Type.Optional(Type.String({ maxLength: 40 })),
  restHours: Type.Optional(Type.String({ maxLength: 40 })),
});
export type Registration = Static<typeof Registration>;

/** Where a worker belongs, and why in words that can be asked for. */
export const Belonging = Type.Object({
  community: Nullable(Type.Object({ code: Type.String(), name: Type.String() })),
  grid: Nullable(Type.Object({ code: Type.String(), name: Type.String() })),
  flagged: Type.Boolean(),
  reason: Type.String({ description: 'code of the rule that decided' }),
  why: Said,
  gridWorkers: Type.Array(Type.Object({ name: Type.String(), phone: Nullable(Type.String()) })),
});
export type Belonging = Static<typeof Belonging>;

export const Registered = Type.Object({
  worker: Uuid,
  attached: Type.Boolean({ description: 'a roster row was taken over' }),
  belonging: Belonging,
  points: Type.Integer({ description: 'awarded for registering' }),
});
export type Registered = Static<typeof Registered>;

/** GET /api/v1/worker/me: one's own card. */
export const MyCard = Type.Object({
  id: Uuid,
  name: Type.String(),
  nickname: Nullable(Type.String()),
  phoneMasked: Type.String(),
  site: Nullable(Type.Object({ id: Uuid, name: Type.String() })),
  belonging: Belonging,
  vehicle: Nullable(Type.String()),
  restHours: Nullable(Type.String()),
  roles: Type.Array(Type.Object({ code: Type.String(), name: Said, state: Type.String() })),
  consents: Type.Array(Type.Object({ kind: Type.String(), version: Type.Integer(), givenAt: Instant })),
  points: Type.Integer(),
  openReports: Type.Integer(),
  unread: Type.Integer(),
});
export type MyCard = Static<typeof MyCard>;

/** PATCH /api/v1/worker/me: 200 MyCard. */
export const MyCardChange = Type.Object({
  nickname: Type.Optional(Nullable(Type.String({ maxLength: 20 }))),
  vehicle: Type.Optional(Type.String({ maxLength: 40 })),
  restHours: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  roles: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 7 })),
});
export type MyCardChange = Static<typeof MyCardChange>;

/** GET /api/v1/worker/looks?after: 谁看过我的信息. */
export const Looks = Type.Object({
  looks: Type.Array(
    Type.Object({
      at: Instant,
      by: Type.String(),
      title: Nullable(Type.String()),
      what: Said,
      purpose: Nullable(Type.String()),
    }),
  ),
  next: Nullable(Type.String()),
});
export type Looks = Static<typeof Looks>;

/** GET /api/v1/worker/notices?after: in-app messages, newest first; reading marks them read. */
export const Notices = Type.Object({
  notices: Type.Array(
    Type.Object({
      id: Uuid,
      at: Instant,
      title: Said,
      body: Said,
      report: Nullable(Uuid),
      read: Type.Boolean(),
    }),
  ),
  next: Nullable(Type.String()),
});
export type Notices = Static<typeof Notices>;
