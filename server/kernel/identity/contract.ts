/** Who is there: first run, staff sign-in with second factor, the present session. */
import { type Static, Type } from 'typebox';
import { CodeAndName, Instant, Nullable, OneOf, Said, Street, Uuid } from '../http/contract.ts';

/** GET /api/v1/start (public): what the pages need before anybody has signed in. */
export const Start = Type.Object({
  firstRun: Type.Boolean({ description: 'no street yet: the console shows the first-run page' }),
  demo: Type.Boolean(),
  streets: Type.Array(CodeAndName, { description: 'the streets of this installation' }),
  tiles: Nullable(Type.String({ description: 'tile URL template, null = own outline only' })),
  demoSignIns: Type.Array(
    Type.Object({
      role: Said,
      login: Type.String(),
      password: Type.String(),
      totp: Type.String({ description: 'valid now' }),
    }),
    { description: 'demo only: ready-made sign-ins; empty otherwise' },
  ),
});
export type Start = Static<typeof Start>;

/** GET /api/v1/subdistricts?query=水泊寺 (public, only while firstRun): of all 41,352, at most 20. */
export const SubdistrictQuery = Type.Object({ query: Type.String({ minLength: 1, maxLength: 40 }) });
export const Subdistrict = Type.Object({
  street: Street,
  name: Type.String(),
  within: Type.String({ description: '山西省 大同市 平城区' }),
});
export const Subdistricts = Type.Object({ subdistricts: Type.Array(Subdistrict) });
export type Subdistricts = Static<typeof Subdistricts>;

const Password = Type.String({ minLength: 10, maxLength: 200 });
const Login = Type.String({ pattern: '^[a-z0-9._-]{2,40}$' });

/** POST /api/v1/first-run (public, once): opens the street and makes its first admin, signed in but without second factor. */
export const FirstRun = Type.Object({
  street: Street,
  name: Type.String({ minLength: 1, maxLength: 40 }),
  login: Login,
  password: Password,
  setupCode: Type.Optional(
    Type.String({ maxLength: 40, description: 'printed at start; needed from another machine' }),
  ),
});
export type FirstRun = Static<typeof FirstRun>;

/** POST /api/v1/staff-sessions: password first; the same request again with `totp` when `totp_needed` (401) is answered. */
export const StaffSignIn = Type.Object({
  street: Type.Optional(Street),
  login: Type.String({ minLength: 1, maxLength: 40 }),
  password: Type.String({ minLength: 1, maxLength: 200 }),
  totp: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
});
export type StaffSignIn = Static<typeof StaffSignIn>;

/** Roles that an administrator gives; a site manager needs a site, which this form does not have yet. */
const givenRoles = ['street_admin', 'dispatcher', 'community_worker', 'grid_worker', 'auditor'] as const;
export const Role = OneOf([...givenRoles, 'site_manager', 'worker']);
export type Role = Static<typeof Role>;

/** GET /api/v1/me: who this session is. 401 `signed_out` when nobody. */
export const Me = Type.Object({
  kind: OneOf(['staff', 'worker']),
  id: Uuid,
  name: Type.String(),
  street: CodeAndName,
  roles: Type.Array(Role),
  communities: Type.Array(Type.String()),
  grids: Type.Array(Type.String()),
  totp: Type.Boolean({
    description: 'staff: second factor is set up; until then only /me and /me/totp answer',
  }),
});
export type Me = Static<typeof Me>;

/** POST /api/v1/me/totp → the secret to scan; PUT /api/v1/me/totp {totp} confirms it (204). */
export const TotpOffer = Type.Object({
  secret: Type.String(),
  uri: Type.String({ description: 'otpauth://…' }),
  qr: Type.String({ description: 'data:image/svg+xml of the QR' }),
});
export type TotpOffer = Static<typeof TotpOffer>;
export const TotpConfirm = Type.Object({ totp: Type.String({ pattern: '^\\d{6}$' }) });

/** GET /api/v1/staff (street admin). */
export const StaffMember = Type.Object({
  id: Uuid,
  login: Type.String(),
  name: Type.String(),
  title: Nullable(Type.String()),
  state: OneOf(['active', 'ended']),
  totp: Type.Boolean(),
  grants: Type.Array(
    Type.Object({
      id: Uuid,
      role: Role,
      community: Nullable(Type.String()),
      grid: Nullable(Type.String()),
      site: Nullable(Uuid),
      since: Instant,
    }),
  ),
});
export type StaffMember = Static<typeof StaffMember>;
export const StaffList = Type.Object({ staff: Type.Array(StaffMember) });
export type StaffList = Static<typeof StaffList>;

/** POST /api/v1/staff (street admin): 201 with a first password shown once. */
export const NewStaff = Type.Object({
  login: Login,
  name: Type.String({ minLength: 1, maxLength: 40 }),
  title: Type.Optional(Type.String({ maxLength: 40 })),
  role: OneOf(givenRoles, { description: 'of staff: a worker registers by themselves' }),
  community: Type.Optional(Type.String()),
  grids: Type.Optional(Type.Array(Type.String())),
});
export type NewStaff = Static<typeof NewStaff>;
export const NewStaffMade = Type.Object({ id: Uuid, login: Type.String(), firstPassword: Type.String() });
export type NewStaffMade = Static<typeof NewStaffMade>;
/** PUT /api/v1/me/password. */
export const PasswordChange = Type.Object({ old: Type.String({ maxLength: 200 }), new: Password });

/** GET /api/v1/audit?after&limit (auditor): reads and changes, without personal data. */
export const AuditPage = Type.Object({
  entries: Type.Array(
    Type.Object({
      id: Uuid,
      at: Instant,
      actorKind: Type.String(),
      actor: Type.String(),
      action: Type.String(),
      subjectKind: Nullable(Type.String()),
      subject: Nullable(Type.String()),
      purpose: Nullable(Type.String()),
    }),
  ),
  next: Nullable(Type.String()),
});
export type AuditPage = Static<typeof AuditPage>;
