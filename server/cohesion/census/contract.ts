/** 摸排 census: the ledger of workers and sites, and imports of the office's own files. */
import type * as GeoJSON from 'geojson';
import { type Static, Type } from 'typebox';
import {
  CodeAndName,
  Instant,
  Next,
  Nullable,
  OneOf,
  PageQuery,
  Point,
  Said,
  Uuid,
} from '../../kernel/http/contract.ts';

export const WorkerState = OneOf(['listed', 'registered', 'active', 'away', 'left']);
export type WorkerState = Static<typeof WorkerState>;

/** GET /api/v1/workers (staff): the ledger, masked. GET /api/v1/workers.xlsx takes the same filters. */
export const WorkerQuery = Type.Object({
  ...PageQuery,
  search: Type.Optional(
    Type.String({
      maxLength: 40,
      description: 'name or part of it, pinyin, initials, whole phone, last 4 digits',
    }),
  ),
  state: Type.Optional(WorkerState),
  community: Type.Optional(Type.String({ maxLength: 20 })),
  grid: Type.Optional(Type.String({ maxLength: 20, description: 'grid code, or "none"' })),
  site: Type.Optional(Uuid),
  flagged: Type.Optional(Type.Boolean()),
});
export type WorkerQuery = Static<typeof WorkerQuery>;

export const WorkerRow = Type.Object({
  id: Uuid,
  name: Type.String(),
  phoneMasked: Nullable(Type.String()),
  gender: Nullable(Type.String()),
  state: WorkerState,
  platform: Nullable(Type.String()),
  vehicle: Nullable(Type.String()),
  site: Nullable(Type.Object({ id: Uuid, name: Type.String() })),
  community: Nullable(CodeAndName),
  grid: Nullable(CodeAndName),
  flagged: Type.Boolean(),
  updatedAt: Instant,
});
export type WorkerRow = Static<typeof WorkerRow>;
export const WorkerPage = Type.Object({
  workers: Type.Array(WorkerRow),
  next: Next,
  total: Type.Integer({ description: 'rows that match, counted up to 10,000' }),
  totalIsExact: Type.Boolean(),
});
export type WorkerPage = Static<typeof WorkerPage>;

/** GET /api/v1/workers/:id (staff): a look that the worker can see. */
export const WorkerDetail = Type.Object({
  ...WorkerRow.properties,
  startDate: Nullable(Type.String()),
  staffNumber: Nullable(Type.String()),
  shortNumber: Nullable(Type.String()),
  restHours: Nullable(Type.String()),
  note: Nullable(Type.String()),
  registeredAt: Nullable(Instant),
  why: Said,
  roles: Type.Array(Type.Object({ code: Type.String(), name: Said, state: Type.String(), since: Instant })),
  sites: Type.Array(
    Type.Object({
      site: Uuid,
      name: Type.String(),
      since: Instant,
      until: Nullable(Instant),
      source: Type.String(),
    }),
  ),
  assignments: Type.Array(
    Type.Object({
      community: Nullable(CodeAndName),
      grid: Nullable(CodeAndName),
      reason: Type.String(),
      why: Said,
      by: Type.String(),
      since: Instant,
      until: Nullable(Instant),
    }),
  ),
  points: Nullable(Type.Integer()),
  reports: Type.Integer(),
});
export type WorkerDetail = Static<typeof WorkerDetail>;

/** POST /api/v1/workers/:id/reveal {purpose}: the phone unmasked; audited. */
export const Reveal = Type.Object({ purpose: Type.String({ minLength: 2, maxLength: 100 }) });
export const Revealed = Type.Object({ phone: Nullable(Type.String()) });
export type Revealed = Static<typeof Revealed>;

/** POST /api/v1/workers/:id/assignments: an override by staff, 200 WorkerDetail. */
export const Override = Type.Object({
  community: Type.String(),
  grid: Nullable(Type.String()),
  reason: Type.String({ minLength: 2, maxLength: 200 }),
});
export type Override = Static<typeof Override>;

/** GET /api/v1/sites (staff), all of a street (hundreds at most). */
export const SiteRow = Type.Object({
  id: Uuid,
  name: Type.String(),
  kind: Type.String(),
  brand: Nullable(Type.String()),
  address: Nullable(Type.String()),
  point: Nullable(Point),
  manager: Nullable(Type.String()),
  state: Type.String(),
  workers: Type.Integer(),
  community: Nullable(CodeAndName),
  grid: Nullable(CodeAndName),
  claimed: Nullable(CodeAndName),
  disagrees: Type.Boolean(),
  flagged: Type.Boolean(),
  reason: Type.String(),
  why: Said,
});
export type SiteRow = Static<typeof SiteRow>;
export const SiteList = Type.Object({ sites: Type.Array(SiteRow) });
export type SiteList = Static<typeof SiteList>;

/** PUT /api/v1/sites/:id/point {point, confirm}: without confirm says who would be affected; with it moves and reassigns. */
export const SiteMove = Type.Object({ point: Point, confirm: Type.Optional(Type.Boolean()) });
export const Affected = Type.Object({
  done: Type.Boolean(),
  affected: Type.Array(
    Type.Object({
      worker: Uuid,
      name: Type.String(),
      site: Nullable(Type.String()),
      from: Type.Object({ community: Nullable(CodeAndName), grid: Nullable(CodeAndName) }),
      to: Type.Object({ community: Nullable(CodeAndName), grid: Nullable(CodeAndName) }),
      overridden: Type.Boolean({ description: 'set by staff by hand: stays unless ticked' }),
    }),
  ),
});
export type Affected = Static<typeof Affected>;
/** GET /api/v1/sites/:id/poster.svg (staff): the QR of the site's registration link, printable. */

export const ImportKind = OneOf(['roster', 'sites', 'areas']);
export type ImportKind = Static<typeof ImportKind>;
export const ImportState = OneOf([
  'reading',
  'previewed',
  'writing',
  'confirmed',
  'undone',
  'cancelled',
  'failed',
]);

/** POST /api/v1/imports (multipart: kind, datum?, file; Idempotency-Key): 202 {id}; GET /api/v1/imports/:id follows it. */
export const ImportMade = Type.Object({ id: Uuid });
export type ImportMade = Static<typeof ImportMade>;

export const LineOutcome = OneOf(['new', 'changed', 'unchanged', 'to_decide', 'rejected', 'duplicate']);
export type LineOutcome = Static<typeof LineOutcome>;

export const SheetFound = Type.Object({
  name: Type.String(),
  hidden: Type.Boolean(),
  ticked: Type.Boolean(),
  rows: Type.Integer(),
  headerRow: Nullable(Type.Integer()),
  signature: Type.String(),
  columns: Type.Array(
    Type.Object({
      index: Type.Integer(),
      header: Type.String(),
      meaning: Nullable(Type.String({ description: 'name, phone, site, …; null = not used' })),
      by: OneOf(['header', 'content', 'hand', 'remembered', 'none']),
      kept: OneOf(['stored', 'not_used', 'needs_consent', 'dropped']),
      samples: Type.Array(Type.String(), { maxItems: 3 }),
    }),
  ),
});
export type SheetFound = Static<typeof SheetFound>;

/** GET /api/v1/imports/:id. */
export const ImportView = Type.Object({
  id: Uuid,
  kind: ImportKind,
  fileName: Type.String(),
  state: ImportState,
  createdAt: Instant,
  createdBy: Type.String(),
  confirmedAt: Nullable(Instant),
  undoneAt: Nullable(Instant),
  undoUntil: Nullable(Instant),
  progress: Type.Object({ rows: Type.Integer(), of: Nullable(Type.Integer()) }),
  failure: Nullable(Said),
  sheets: Type.Array(SheetFound),
  counts: Type.Record(Type.String(), Type.Integer(), { description: 'lines by outcome' }),
  warnings: Type.Array(Said),
  meanings: Type.Array(Type.Object({ code: Type.String(), name: Said }), {
    description: 'what a column can be set to',
  }),
});
export type ImportView = Static<typeof ImportView>;

/** GET /api/v1/imports/:id/lines?outcome&after. */
export const ImportLineQuery = Type.Object({ ...PageQuery, outcome: Type.Optional(LineOutcome) });
export const ImportLine = Type.Object({
  line: Type.Integer(),
  outcome: LineOutcome,
  sheet: Type.String(),
  row: Type.Integer(),
  name: Type.String(),
  phoneMasked: Nullable(Type.String()),
  site: Nullable(Type.String()),
  column: Nullable(Type.String({ description: 'of the rejected value' })),
  value: Nullable(Type.String()),
  reason: Nullable(Type.String({ description: 'code' })),
  why: Nullable(Said),
  changes: Type.Array(
    Type.Object({ field: Type.String(), from: Nullable(Type.String()), to: Nullable(Type.String()) }),
  ),
  candidates: Type.Array(
    Type.Object({
      worker: Nullable(Uuid),
      line: Nullable(Type.Integer()),
      name: Type.String(),
      phoneMasked: Nullable(Type.String()),
      site: Nullable(Type.String()),
    }),
  ),
  decision: Nullable(Type.String({ description: '"new", "skip", or "same:<candidate index>"' })),
});
export type ImportLine = Static<typeof ImportLine>;
export const ImportLines = Type.Object({ lines: Type.Array(ImportLine), next: Next });
export type ImportLines = Static<typeof ImportLines>;

/** PUT /api/v1/imports/:id/reading: sheets ticked and columns set by hand; reads again (202 {id}). */
export const ImportReading = Type.Object({
  sheets: Type.Array(
    Type.Object({
      name: Type.String(),
      ticked: Type.Boolean(),
      columns: Type.Optional(Type.Record(Type.String({ description: 'column index' }), Type.String())),
    }),
  ),
  keepNotes: Type.Optional(Type.Boolean()),
  datum: Type.Optional(OneOf(['wgs84', 'gcj02', 'bd09'])),
});
export type ImportReading = Static<typeof ImportReading>;

/** PUT /api/v1/imports/:id/decisions {line: decision}. */
export const ImportDecisions = Type.Object({
  decisions: Type.Record(Type.String(), Type.String({ maxLength: 20 })),
});
/** POST /api/v1/imports/:id/confirm {legalBasis?}: 200 ImportView; all or nothing. */
export const ImportConfirm = Type.Object({
  legalBasis: Type.Optional(
    Type.Boolean({ description: 'first roster: basis under PIPL art. 13 confirmed' }),
  ),
});
/** POST /api/v1/imports/:id/cancel, /undo: 200 ImportView. GET /api/v1/imports: list. */
export const ImportList = Type.Object({ imports: Type.Array(ImportView), next: Next });
export type ImportList = Static<typeof ImportList>;

/** GET /api/v1/areas (public, ?street=): FeatureCollection of communities and grids, WGS84. */
export const AreaQuery = Type.Object({ street: Type.Optional(Type.String({ pattern: '^\\d{9}$' })) });
export const Areas = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      properties: Type.Object({
        code: Type.String(),
        level: Type.String(),
        kind: Type.String(),
        community: Type.String(),
        name: Type.String(),
      }),
      geometry: Type.Unsafe<GeoJSON.MultiPolygon | GeoJSON.Polygon | null>(Type.Any()),
    }),
  ),
});
export type Areas = Static<typeof Areas>;

/** GET /api/v1/tasks (staff): what waits for somebody. POST /api/v1/tasks/:id/done {outcome}: 204. */
export const TaskList = Type.Object({
  tasks: Type.Array(
    Type.Object({
      id: Uuid,
      kind: Type.String(),
      title: Said,
      community: Nullable(CodeAndName),
      subjectKind: Nullable(Type.String()),
      subject: Nullable(Uuid),
      createdAt: Instant,
    }),
  ),
});
export type TaskList = Static<typeof TaskList>;

/** GET /api/v1/outbox?after (development outbox: in the demo for everybody, else street admin): text messages not really sent. */
export const Outbox = Type.Object({
  messages: Type.Array(
    Type.Object({ id: Uuid, at: Instant, phoneMasked: Type.String(), text: Type.String() }),
  ),
});
export type Outbox = Static<typeof Outbox>;
