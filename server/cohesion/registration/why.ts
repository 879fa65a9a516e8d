/** Why somebody or a site belongs where it does, as a sentence anyone can ask for (interface.md, principle 5). */

interface Said {
  zh: string;
  en: string;
}

/** `reason` is a code of the assignment rule or an override; `evidence` what it was decided on. */
export function whyAssigned(reason: string, evidence: unknown, nameOf: (code: string) => string): Said {
  const facts = (evidence ?? {}) as {
    metres?: number | null;
    claimed?: string | null;
    named?: string | null;
    note?: string;
    site?: string;
  };
  const claimed = facts.claimed ? nameOf(facts.claimed) : '';
  switch (reason) {
    case 'in_grid':
      return { zh: '工作站点的位置在这个网格内。', en: 'The work site lies inside this grid.' };
    case 'in_community':
      return {
        zh: '工作站点的位置在这个社区内，但不在任何网格里，待核实。',
        en: 'The work site lies in this community but in none of its grids; to be checked.',
      };
    case 'near_grid':
      return {
        zh: `工作站点的位置在街道网格之外 ${Math.round(facts.metres ?? 0)} 米，归到最近的网格，待核实。`,
        en: `The work site lies ${Math.round(facts.metres ?? 0)} m outside; the nearest grid was taken; to be checked.`,
      };
    case 'claimed':
      return {
        zh: `站点没有位置，按站点清单上写的社区${claimed ? `（${claimed}）` : ''}归属，待定位。`,
        en: 'The site has no point yet; the community named in the site list was taken; to be located.',
      };
    case 'named_in_address':
      return {
        zh: '站点没有位置，按地址里写的社区归属，待定位。',
        en: 'The site has no point yet; the community named in its address was taken; to be located.',
      };
    case 'staff':
      return { zh: `由工作人员指定：${facts.note ?? ''}`, en: `Set by staff: ${facts.note ?? ''}` };
    default:
      return {
        zh: '还不知道归哪个社区，街道工作人员会尽快确认。',
        en: 'Not yet known where this belongs; the office will find out.',
      };
  }
}
