/** Routes of one work site: moving it, and its poster. */
import { Type } from 'typebox';
import { entryOf } from '../../kernel/access/access.ts';
import type { Routes } from '../../kernel/http/app.ts';
import { Uuid } from '../../kernel/http/contract.ts';
import * as contract from './contract.ts';
import { fail } from './failures.ts';
import { moveSite } from './site-moves.ts';
import { sitePoster } from './site-poster.ts';
import { siteById } from './sites-store.ts';

const ById = Type.Object({ id: Uuid });

export const routes: Routes = (app, kernel) => {
  app.put(
    '/api/v1/sites/:id/point',
    {
      config: { access: ['street_admin'] },
      schema: { params: ById, body: contract.SiteMove, response: { 200: contract.Affected } },
    },
    (request) =>
      kernel.db.transaction(entryOf(request), (tx, actor) =>
        moveSite(tx, actor, request.params.id, request.body.point, request.body.confirm ?? false),
      ),
  );

  app.get(
    '/api/v1/sites/:id/poster.svg',
    { config: { access: ['street_admin', 'community_worker'] }, schema: { params: ById } },
    async (request, reply) => {
      const { id } = request.params;
      const found = await kernel.db.transaction(entryOf(request), async (tx, actor) => {
        const site = await siteById(tx, actor.street, id);
        const mine = actor.wide || (site?.community && actor.communities.includes(site.community));
        if (!site || !mine) throw fail('no_such_site');
        const office = await tx
          .selectFrom('streets')
          .select('name')
          .where('street', '=', actor.street)
          .executeTakeFirstOrThrow();
        return { street: office.name, site: site.name, code: actor.street };
      });
      const link = `${kernel.config.publicUrl}/s/${found.code}/${id}`;
      return reply.type('image/svg+xml').send(sitePoster({ street: found.street, site: found.site, link }));
    },
  );
};
