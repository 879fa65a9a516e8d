// Who may call what: every route of the API × every role. The test walks all of it over HTTP, and fails for a route
// without a row and for a row without a route.
//
// A cell with one word is the same for all things; with four words it is, in order, for one's own thing (own report,
// own grid, a person of it) · same community, another grid · another community of the street · another street.
//   ok        past the door: done, or refused for a reason of the thing itself (400, 409, 422)
//   in, out   lists: the thing is among what is shown, or is not
//   401 sign in first · 403 not for this role, or no second factor yet · 404 nothing there, or not within reach
//
// own thing of:  worker = themselves · grid worker = of grid 003-001 · community worker = of community 003 ·
// dispatcher, street admin, auditor = of the street · pending = a dispatcher before the second factor is set up.

export const roles = [
  'public',
  'pending',
  'worker',
  'grid worker',
  'community worker',
  'dispatcher',
  'street admin',
  'site manager',
  'auditor',
] as const;

export type AccessRole = (typeof roles)[number];

export const accessTable = `
route                                 | public | pending | worker          | grid worker    | community worker | dispatcher   | street admin | site manager | auditor
GET /healthz                          | ok     | ok      | ok              | ok             | ok               | ok           | ok           | ok           | ok
GET /readyz                           | ok     | ok      | ok              | ok             | ok               | ok           | ok           | ok           | ok
GET /metrics                          | 404    | 404     | 404             | 404            | 404              | 404          | 404          | 404          | 404
GET /api/openapi.json                 | ok     | ok      | ok              | ok             | ok               | ok           | ok           | ok           | ok
GET /api/v1/start                     | ok     | ok      | ok              | ok             | ok               | ok           | ok           | ok           | ok
GET /api/v1/subdistricts              | ok     | ok      | ok              | ok             | ok               | ok           | ok           | ok           | ok
POST /api/v1/first-run                | 403    | 403     | 403             | 403            | 403              | 403          | 403          | 403          | 403
POST /api/v1/staff-sessions           | ok     | ok      | ok              | ok             | ok               | ok           | ok           | ok           | ok
GET /api/v1/me                        | 401    | ok      | ok              | ok             | ok               | ok           | ok           | ok           | ok
PUT /api/v1/me/totp                   | 401    | ok      | 403             | ok             | ok               | ok           | ok           | ok           | ok
POST /api/v1/me/totp                  | 401    | ok      | 403             | ok             | ok               | ok           | ok           | ok           | ok
PUT /api/v1/me/password               | 401    | ok      | 403             | ok             | ok               | ok           | ok           | ok           | ok
GET /api/v1/staff                     | 401    | 403     | 403             | 403            | 403              | 403          | in in in out | 403          | 403
POST /api/v1/staff                    | 401    | 403     | 403             | 403            | 403              | 403          | ok           | 403          | 403
DELETE /api/v1/staff/:id              | 401    | 403     | 403             | 403            | 403              | 403          | ok ok ok 404 | 403          | 403
GET /api/v1/audit                     | 401    | 403     | 403             | 403            | 403              | 403          | 403          | 403          | ok
GET /api/v1/streets/:street/welcome   | ok     | ok      | ok              | ok             | ok               | ok           | ok           | ok           | ok
POST /api/v1/codes                    | ok     | ok      | ok              | ok             | ok               | ok           | ok           | ok           | ok
POST /api/v1/worker-sessions          | ok     | ok      | ok              | ok             | ok               | ok           | ok           | ok           | ok
POST /api/v1/registrations            | ok     | ok      | ok              | ok             | ok               | ok           | ok           | ok           | ok
GET /api/v1/worker/me                 | 401    | 403     | in out out out  | 403            | 403              | 403          | 403          | 403          | 403
PATCH /api/v1/worker/me               | 401    | 403     | ok              | 403            | 403              | 403          | 403          | 403          | 403
GET /api/v1/worker/looks              | 401    | 403     | ok              | 403            | 403              | 403          | 403          | 403          | 403
GET /api/v1/worker/notices            | 401    | 403     | ok              | 403            | 403              | 403          | 403          | 403          | 403
GET /api/v1/worker/points             | 401    | 403     | in out out out  | 403            | 403              | 403          | 403          | 403          | 403
GET /api/v1/worker/reports            | 401    | 403     | in out out out  | 403            | 403              | 403          | 403          | 403          | 403
GET /api/v1/workers                   | 401    | 403     | 403             | in out out out | in in out out    | in in in out | in in in out | 403          | 403
GET /api/v1/workers.xlsx              | 401    | 403     | 403             | 403            | ok               | 403          | ok           | 403          | 403
GET /api/v1/workers/:id               | 401    | 403     | 403             | ok 404 404 404 | ok ok 404 404    | ok ok ok 404 | ok ok ok 404 | 403          | 403
POST /api/v1/workers/:id/reveal       | 401    | 403     | 403             | ok 404 404 404 | ok ok 404 404    | ok ok ok 404 | ok ok ok 404 | 403          | 403
POST /api/v1/workers/:id/assignments  | 401    | 403     | 403             | 403            | ok ok 404 404    | 403          | ok ok ok 404 | 403          | 403
GET /api/v1/sites                     | 401    | 403     | 403             | in in in out   | in in in out     | in in in out | in in in out | 403          | 403
GET /api/v1/areas                     | ok     | ok      | ok              | ok             | ok               | ok           | ok           | ok           | ok
GET /api/v1/tasks                     | 401    | 403     | 403             | 403            | in in out out    | in in in out | in in in out | 403          | 403
POST /api/v1/tasks/:id/done           | 401    | 403     | 403             | 403            | ok ok 404 404    | ok ok ok 404 | ok ok ok 404 | 403          | 403
GET /api/v1/outbox                    | 401    | 403     | 403             | 403            | 403              | 403          | ok           | 403          | 403
GET /api/v1/imports                   | 401    | 403     | 403             | 403            | 403              | 403          | in in in out | 403          | 403
POST /api/v1/imports                  | 401    | 403     | 403             | 403            | 403              | 403          | ok           | 403          | 403
GET /api/v1/imports/:id               | 401    | 403     | 403             | 403            | 403              | 403          | ok ok ok 404 | 403          | 403
GET /api/v1/imports/:id/lines         | 401    | 403     | 403             | 403            | 403              | 403          | ok ok ok 404 | 403          | 403
GET /api/v1/imports/:id/affected      | 401    | 403     | 403             | 403            | 403              | 403          | ok ok ok 404 | 403          | 403
PUT /api/v1/imports/:id/reading       | 401    | 403     | 403             | 403            | 403              | 403          | ok ok ok 404 | 403          | 403
PUT /api/v1/imports/:id/decisions     | 401    | 403     | 403             | 403            | 403              | 403          | ok ok ok 404 | 403          | 403
POST /api/v1/imports/:id/confirm      | 401    | 403     | 403             | 403            | 403              | 403          | ok ok ok 404 | 403          | 403
POST /api/v1/imports/:id/cancel       | 401    | 403     | 403             | 403            | 403              | 403          | ok ok ok 404 | 403          | 403
POST /api/v1/imports/:id/undo         | 401    | 403     | 403             | 403            | 403              | 403          | ok ok ok 404 | 403          | 403
PUT /api/v1/sites/:id/point           | 401    | 403     | 403             | 403            | 403              | 403          | ok ok ok 404 | 403          | 403
GET /api/v1/sites/:id/poster.svg      | 401    | 403     | 403             | 403            | ok ok 404 404    | 403          | ok ok ok 404 | 403          | 403
GET /api/v1/categories                | ok     | ok      | ok              | ok             | ok               | ok           | ok           | ok           | ok
POST /api/v1/reports                  | 401    | 403     | ok              | 403            | 403              | 403          | 403          | 403          | 403
GET /api/v1/reports                   | 401    | 403     | 403             | in out out out | in in out out    | in in in out | 403          | 403          | 403
GET /api/v1/reports/board             | 401    | 403     | 403             | ok             | ok               | ok           | 403          | 403          | 403
GET /api/v1/reports/:id               | 401    | 403     | ok 404 404 404  | ok 404 404 404 | ok ok 404 404    | ok ok ok 404 | 403          | 403          | 403
POST /api/v1/reports/:id/events       | 401    | 403     | ok 404 404 404  | ok 404 404 404 | ok ok 404 404    | ok ok ok 404 | 403          | 403          | 403
GET /api/v1/photos/:id                | 401    | 403     | ok 404 404 404  | ok 404 404 404 | ok ok 404 404    | ok ok ok 404 | 403          | 403          | 403
GET /api/v1/photos/:id/small          | 401    | 403     | ok 404 404 404  | ok 404 404 404 | ok ok 404 404    | ok ok ok 404 | 403          | 403          | 403
GET /api/v1/rejections                | 401    | 403     | 403             | ok             | ok               | ok           | 403          | 403          | 403
GET /api/v1/map                       | 401    | 403     | 403             | in out out out | in in out out    | in in in out | in in in out | 403          | 403
GET /api/v1/points-policy             | ok     | ok      | ok              | ok             | ok               | ok           | ok           | ok           | ok
DELETE /api/v1/session                | 401    | ok      | ok              | ok             | ok               | ok           | ok           | ok           | ok
`;
