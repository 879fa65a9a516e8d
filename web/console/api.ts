/** The server's routes that the console uses, typed by the contracts. */
import type { Static } from 'typebox';
import type * as Census from '../../server/cohesion/census/contract.ts';
import type * as Reports from '../../server/governance/reports/contract.ts';
import type * as Identity from '../../server/kernel/identity/contract.ts';

type After = { after?: string; limit?: number };

export interface Routes {
  'GET /api/v1/start': { answer: Identity.Start };
  'GET /api/v1/subdistricts': { query: { query: string }; answer: Identity.Subdistricts };
  'POST /api/v1/first-run': { body: Static<typeof Identity.FirstRun>; answer: undefined };
  'POST /api/v1/staff-sessions': { body: Identity.StaffSignIn; answer: undefined };
  'DELETE /api/v1/session': { answer: undefined };
  'GET /api/v1/me': { answer: Identity.Me };
  'POST /api/v1/me/totp': { answer: Identity.TotpOffer };
  'PUT /api/v1/me/totp': { body: { totp: string }; answer: undefined };
  'PUT /api/v1/me/password': { body: { old: string; new: string }; answer: undefined };
  'GET /api/v1/staff': { answer: Identity.StaffList };
  'POST /api/v1/staff': { body: Identity.NewStaff; answer: Identity.NewStaffMade };
  'DELETE /api/v1/staff/:id': { answer: undefined };
  'GET /api/v1/audit': { query: After & { action?: string }; answer: Identity.AuditPage };

  'GET /api/v1/workers': { query: Census.WorkerQuery; answer: Census.WorkerPage };
  'GET /api/v1/workers/:id': { answer: Census.WorkerDetail };
  'POST /api/v1/workers/:id/reveal': { body: { purpose: string }; answer: Census.Revealed };
  'POST /api/v1/workers/:id/assignments': { body: Census.Override; answer: Census.WorkerDetail };
  'GET /api/v1/sites': { answer: Static<typeof Census.SiteList> };
  'PUT /api/v1/sites/:id/point': { body: Static<typeof Census.SiteMove>; answer: Census.Affected };
  'POST /api/v1/imports': { body: FormData; answer: { id: string } };
  'GET /api/v1/imports': { query: After; answer: Census.ImportList };
  'GET /api/v1/imports/:id': { answer: Census.ImportView };
  'GET /api/v1/imports/:id/lines': {
    query: After & { outcome?: Census.LineOutcome };
    answer: Census.ImportLines;
  };
  'GET /api/v1/imports/:id/affected': { answer: Census.Affected };
  'PUT /api/v1/imports/:id/reading': { body: Census.ImportReading; answer: { id: string } };
  'PUT /api/v1/imports/:id/decisions': { body: { decisions: Record<string, string> }; answer: undefined };
  'POST /api/v1/imports/:id/confirm': { body: { legalBasis?: boolean }; answer: Census.ImportView };
  'POST /api/v1/imports/:id/cancel': { answer: Census.ImportView };
  'POST /api/v1/imports/:id/undo': { answer: Census.ImportView };
  'GET /api/v1/areas': { query: { street?: string }; answer: Census.Areas };
  'GET /api/v1/tasks': { answer: Census.TaskList };
  'POST /api/v1/tasks/:id/done': { body: { outcome: string }; answer: undefined };

  'GET /api/v1/categories': { query: { street?: string }; answer: Reports.CategoryList };
  'GET /api/v1/reports': { query: Partial<Reports.ReportQuery>; answer: Reports.ReportPage };
  'GET /api/v1/reports/board': { answer: Reports.ReportBoard };
  'GET /api/v1/reports/:id': { answer: Reports.ReportDetail };
  'POST /api/v1/reports/:id/events': { body: Reports.NewEvent; upload: true; answer: Reports.ReportDetail };
  'GET /api/v1/rejections': { answer: Reports.RejectionList };
  'GET /api/v1/map': { answer: Static<typeof Reports.MapLayers> };
}
