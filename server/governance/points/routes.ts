/** Routes of points: one's own balance and history, the policy in force. */
import { Type } from 'typebox';
import { entryOf } from '../../kernel/access/access.ts';
import type { Routes } from '../../kernel/http/app.ts';
import { chosenStreet } from '../../kernel/identity/routes.ts';
import * as contract from './contract.ts';
import { myPoints, policyInForce } from './statement.ts';

const InStreet = Type.Object({ street: Type.Optional(Type.String({ pattern: '^\\d{9}$' })) });

export const routes: Routes = (app, kernel) => {
  app.get(
    '/api/v1/worker/points',
    {
      config: { access: ['worker'] },
      schema: { querystring: contract.MyPointsQuery, response: { 200: contract.MyPoints } },
    },
    (request) =>
      kernel.db.transaction(entryOf(request), (tx, actor) =>
        myPoints(tx, actor, request.query.after, request.query.limit ?? 20),
      ),
  );

  app.get(
    '/api/v1/points-policy',
    { config: { access: ['public'] }, schema: { querystring: InStreet, response: { 200: contract.Policy } } },
    async (request, reply) => {
      const street = await chosenStreet(kernel, request.query.street);
      const policy = await kernel.db.transaction({ as: 'public', street }, (tx) => policyInForce(tx, street));
      reply.header('cache-control', 'public, max-age=300');
      return policy;
    },
  );
};
