/** 随手拍 snap reports: filing, following, handling. */
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

export const ReportState = OneOf([
  'submitted',
  'accepted',
  'dispatched',
  'handling',
  'handled',
  'closed',
  'rejected',
  'merged',
  'withdrawn',
]);
export type ReportState = Static<typeof ReportState>;
export const Pace = OneOf(['urgent', 'ordinary', 'hard']);
export type Pace = Static<typeof Pace>;
export const PlaceSource = OneOf(['phone', 'photo', 'map', 'community']);

/** GET /api/v1/categories?street=: two levels, in order. Public; may be cached by the phone. */
export const CategoryList = Type.Object({
  categories: Type.Array(
    Type.Object({
      code: Type.String(),
      parent: Nullable(Type.String()),
      name: Said,
      pace: Pace,
      photoRequired: Type.Boolean(),
      guidance: Said,
      limit: Said,
    }),
  ),
});
export type CategoryList = Static<typeof CategoryList>;

/**
 * POST /api/v1/reports (worker; Idempotency-Key). multipart/form-data: field `report` (JSON of NewReport, first),
 * then up to 6 files `photo` (JPEG, PNG, WebP, HEIC; ≤ 15 MB each). application/json without photos where none is required.
 * 201 ReportFiled; a repeat of the key: 200 with Idempotent-Replay: true.
 */
export const NewReport = Type.Object({
  category: Type.String({ maxLength: 40 }),
  body: Type.Optional(Type.String({ maxLength: 500 })),
  point: Type.Optional(Point),
  accuracy: Type.Optional(Type.Number({ minimum: 0, description: 'metres' })),
  placeSource: PlaceSource,
  community: Type.Optional(Type.String({ maxLength: 12, description: 'when there is no point' })),
  placeNote: Type.Optional(Type.String({ maxLength: 200 })),
  takenAt: Type.Optional(Instant),
  showName: Type.Optional(Type.Boolean()),
});
export type NewReport = Static<typeof NewReport>;
export const ReportFiled = Type.Object({
  id: Uuid,
  number: Type.String({ description: '066-20261124-0007' }),
  state: ReportState,
  community: Nullable(CodeAndName),
  grid: Nullable(CodeAndName),
  deadline: Nullable(Instant),
  next: Said,
});
export type ReportFiled = Static<typeof ReportFiled>;

export const ReportRow = Type.Object({
  id: Uuid,
  number: Type.String(),
  category: Type.Object({ code: Type.String(), name: Said }),
  pace: Pace,
  body: Type.String(),
  placeNote: Type.String(),
  point: Nullable(Point),
  community: Nullable(CodeAndName),
  grid: Nullable(CodeAndName),
  state: ReportState,
  deadline: Nullable(Instant),
  overdue: Type.Boolean(),
  submittedAt: Instant,
  handler: Nullable(Type.String({ description: 'name of the handling member of staff' })),
  photo: Nullable(Uuid, { description: 'first photo' }),
  photoCount: Type.Integer(),
});
export type ReportRow = Static<typeof ReportRow>;

/** GET /api/v1/worker/reports (worker, own) and GET /api/v1/reports (staff, in scope). */
export const MyReportQuery = Type.Object({ ...PageQuery });
export const ReportQuery = Type.Object({
  ...PageQuery,
  state: Type.Optional(Type.String({ maxLength: 200, description: 'one or more, comma-separated' })),
  community: Type.Optional(Type.String({ maxLength: 12 })),
  grid: Type.Optional(Type.String({ maxLength: 20 })),
  category: Type.Optional(Type.String({ maxLength: 40 })),
  overdue: Type.Optional(Type.Boolean()),
  mine: Type.Optional(Type.Boolean({ description: 'handled by me' })),
  number: Type.Optional(Type.String({ maxLength: 30 })),
  order: Type.Optional(OneOf(['newest', 'deadline'])),
});
export type ReportQuery = Static<typeof ReportQuery>;
export const ReportPage = Type.Object({ reports: Type.Array(ReportRow), next: Next });
export type ReportPage = Static<typeof ReportPage>;

/** GET /api/v1/reports/board (staff): how many in each state, and overdue. */
export const ReportBoard = Type.Object({
  counts: Type.Record(Type.String(), Type.Integer()),
  overdue: Type.Integer(),
  mine: Type.Integer(),
});
export type ReportBoard = Static<typeof ReportBoard>;

/** GET /api/v1/reports/:id — the reporter and staff in scope. */
export const ReportDetail = Type.Object({
  ...ReportRow.properties,
  placeSource: PlaceSource,
  takenAt: Nullable(Instant),
  reporter: Nullable(Type.Object({ name: Type.String() }), {
    description: 'to staff only when the reporter shows the name',
  }),
  isMine: Type.Boolean(),
  events: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      event: Type.String(),
      title: Said,
      by: Said,
      at: Instant,
      note: Type.String(),
      state: ReportState,
      deadline: Nullable(Instant),
      photos: Type.Array(Uuid),
      detail: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
  photos: Type.Array(
    Type.Object({
      id: Uuid,
      width: Type.Integer(),
      height: Type.Integer(),
      seq: Type.Integer(),
      proven: Type.String(),
    }),
  ),
  next: Nullable(Said, { description: 'what happens next, with the computed time' }),
  allowed: Type.Array(Type.String(), { description: 'events that this person may cause now' }),
  closingCondition: Type.String(),
  outcome: Nullable(Type.String()),
  rating: Nullable(Type.Integer()),
  points: Type.Integer({ description: 'earned by the reporter with this report (to the reporter)' }),
});
export type ReportDetail = Static<typeof ReportDetail>;

/**
 * POST /api/v1/reports/:id/events (Idempotency-Key): JSON, or multipart with field `event` and files `photo` (proof).
 * 200 ReportDetail; 409 `state_changed` when the report is no longer where the page saw it (send `seq` = last seen).
 */
export const NewEvent = Type.Object({
  event: Type.String({
    maxLength: 20,
    description: 'accept, start, finish, verify, not_solved, reject, withdraw, reopen, remark, rate',
  }),
  seq: Type.Integer({ minimum: 1 }),
  note: Type.Optional(Type.String({ maxLength: 500 })),
  reason: Type.Optional(Type.String({ maxLength: 40, description: 'code of a rejection reason' })),
  outcome: Type.Optional(Type.String({ maxLength: 20 })),
  rating: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
});
export type NewEvent = Static<typeof NewEvent>;

/** GET /api/v1/rejections (staff): the listed reasons, each with the right channel. */
export const RejectionList = Type.Object({
  reasons: Type.Array(Type.Object({ code: Type.String(), name: Said, channel: Said })),
});
export type RejectionList = Static<typeof RejectionList>;
/** GET /api/v1/photos/:id and /api/v1/photos/:id/small: image bytes, to whoever may see the report. */

/** GET /api/v1/map (staff): sites and open reports in scope, as GeoJSON; areas come from /areas. */
export const MapLayers = Type.Object({
  sites: Type.Unsafe<
    GeoJSON.FeatureCollection<
      GeoJSON.Point,
      { id: string; name: string; kind: string; workers: number; flagged: boolean }
    >
  >(Type.Any()),
  reports: Type.Unsafe<
    GeoJSON.FeatureCollection<
      GeoJSON.Point,
      { id: string; number: string; state: string; overdue: boolean; category: string }
    >
  >(Type.Any()),
});
export type MapLayers = Static<typeof MapLayers>;
