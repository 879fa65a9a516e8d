/** Every route that the rider app calls, typed by the contracts. */
import type { Areas, Outbox } from '../../server/cohesion/census/contract.ts';
import type {
  CodeRequest,
  CodeSent,
  Looks,
  MyCard,
  MyCardChange,
  Notices,
  Registered,
  Registration,
  Welcome,
  WorkerSignedIn,
  WorkerSignIn,
} from '../../server/cohesion/registration/contract.ts';
import type { MyPoints, Policy } from '../../server/governance/points/contract.ts';
import type {
  CategoryList,
  NewEvent,
  ReportDetail,
  ReportPage,
} from '../../server/governance/reports/contract.ts';
import type { Start } from '../../server/kernel/identity/contract.ts';
import { client } from '../shared/api.ts';
import { sawSignedOut } from './session/session.ts';

interface After {
  after?: string;
}

export interface RiderRoutes {
  'GET /api/v1/start': { answer: Start };
  'GET /api/v1/streets/:street/welcome': { query: { site?: string }; answer: Welcome };
  'POST /api/v1/codes': { body: CodeRequest; answer: CodeSent };
  'POST /api/v1/worker-sessions': { body: WorkerSignIn; answer: WorkerSignedIn };
  'POST /api/v1/registrations': { body: Registration; answer: Registered };
  'DELETE /api/v1/session': { answer: undefined };
  'GET /api/v1/worker/me': { answer: MyCard };
  'PATCH /api/v1/worker/me': { body: MyCardChange; answer: MyCard };
  'GET /api/v1/worker/looks': { query: After; answer: Looks };
  'GET /api/v1/worker/notices': { query: After; answer: Notices };
  'GET /api/v1/worker/reports': { query: After; answer: ReportPage };
  'GET /api/v1/worker/points': { query: After; answer: MyPoints };
  'GET /api/v1/points-policy': { query: { street: string }; answer: Policy };
  'GET /api/v1/categories': { query: { street: string }; answer: CategoryList };
  'GET /api/v1/areas': { query: { street: string }; answer: Areas };
  'GET /api/v1/outbox': { answer: Outbox };
  'GET /api/v1/reports/:id': { answer: ReportDetail };
  'POST /api/v1/reports/:id/events': { body: NewEvent; answer: ReportDetail };
}

export const ask = client<RiderRoutes>((failure) => {
  if (failure.code === 'signed_out') sawSignedOut();
});

/** The address of a photo: small for lists and pages, whole when opened. */
export const photo = (id: string, size: 'small' | 'whole' = 'small') =>
  `/api/v1/photos/${id}${size === 'small' ? '/small' : ''}`;
