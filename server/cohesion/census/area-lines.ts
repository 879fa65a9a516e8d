/** A boundary file compared with the boundaries that hold: what would begin, change and end. */

import type { Areas } from '../../kernel/divisions/boundaries.ts';
import type { Area } from '../../kernel/divisions/geometry.ts';
import { boxOf } from '../../kernel/divisions/geometry.ts';
import type { AreaLine, NewLine } from './import-lines.ts';

/**
 * The file speaks for the communities it names: their grids are those of the file, others of them end. A community's
 * code and name stay as they are known; a file without its outline leaves it as it is.
 */
export function areaLines(file: Areas, present: Areas): NewLine[] {
  const lines: Omit<NewLine, 'line' | 'sheet' | 'row'>[] = [];
  for (const community of file.communities) {
    const before = present.communities.find(({ code }) => code === community.code);
    const area: AreaLine = {
      code: community.code,
      level: 'community',
      community: community.code,
      name: before?.name ?? community.name,
      area: community.area ?? before?.area ?? null,
    };
    lines.push(lineOf(area, before && { name: before.name, area: before.area }));
  }
  for (const grid of file.grids) {
    const before = present.grids.find(({ code }) => code === grid.code);
    const area: AreaLine = {
      code: grid.code,
      level: 'grid',
      community: grid.community,
      name: grid.name,
      area: grid.area,
    };
    lines.push(lineOf(area, before && { name: before.name, area: before.area }));
  }
  const spoken = new Set(file.grids.map(({ community }) => community));
  const kept = new Set(file.grids.map(({ code }) => code));
  for (const grid of present.grids) {
    if (!spoken.has(grid.community) || kept.has(grid.code)) continue;
    const { code, community, name } = grid;
    lines.push({
      outcome: 'changed',
      body: {
        name,
        site: code,
        changes: [{ field: 'point', from: '现有网格', to: '不再有' }],
        area: { code, level: 'grid', community, name, area: null },
      },
    });
  }
  return lines.map((line, at) => ({ ...line, line: at + 1, sheet: '边界', row: at + 1 }));
}

function lineOf(
  area: AreaLine,
  before: { name: string; area: Area | null } | undefined,
): Omit<NewLine, 'line' | 'sheet' | 'row'> {
  const changes = [];
  if (before && before.name !== area.name) changes.push({ field: 'name', from: before.name, to: area.name });
  if (before && JSON.stringify(before.area) !== JSON.stringify(area.area))
    changes.push({ field: 'point', from: before.area ? '原边界' : null, to: '新边界' });
  return {
    outcome: before ? (changes.length > 0 ? 'changed' : 'unchanged') : 'new',
    body: { name: area.name, site: area.code, changes, area },
  };
}

/** The boundaries as they will hold once the lines are written. */
export function areasAfter(present: Areas, lines: readonly AreaLine[]): Areas {
  const communities = new Map(present.communities.map((one) => [one.code, one]));
  const grids = new Map(present.grids.map((one) => [one.code, one]));
  for (const { code, level, community, name, area: given } of lines) {
    const area = given as Area | null;
    if (level === 'community') communities.set(code, { code, name, area, box: area && boxOf(area) });
    else if (area) grids.set(code, { code, name, community, area, box: boxOf(area) });
    else grids.delete(code);
  }
  const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1);
  return { communities: [...communities.values()].sort(byCode), grids: [...grids.values()].sort(byCode) };
}
