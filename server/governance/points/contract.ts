/** 积分 points: balance, history with rule and proof, the policy. */
import { type Static, Type } from 'typebox';
import { Instant, Next, Nullable, PageQuery, Said, Uuid } from '../../kernel/http/contract.ts';

/** GET /api/v1/worker/points?after (worker). */
export const MyPointsQuery = Type.Object({ ...PageQuery });
export const MyPoints = Type.Object({
  balance: Type.Integer(),
  transfers: Type.Array(
    Type.Object({
      id: Uuid,
      at: Instant,
      amount: Type.Integer({ description: 'signed: + came in, − went out' }),
      title: Said,
      rule: Nullable(Type.String()),
      version: Nullable(Type.Integer()),
      proofKind: Type.String(),
      proof: Type.String(),
      proofLabel: Type.String({ description: 'e.g. the report number' }),
      expiresAt: Nullable(Instant),
    }),
  ),
  next: Next,
});
export type MyPoints = Static<typeof MyPoints>;

/** GET /api/v1/points-policy?street= (public): the version in force. */
export const Policy = Type.Object({
  version: Type.Integer(),
  since: Instant,
  text: Said,
  rules: Type.Array(
    Type.Object({
      rule: Type.String(),
      name: Said,
      amount: Type.Integer(),
      cap: Nullable(Type.Integer()),
      capPer: Nullable(Type.String()),
    }),
  ),
});
export type Policy = Static<typeof Policy>;
