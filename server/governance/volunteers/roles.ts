/** 七大员: the seven roles that a registering worker may claim, any number or none (mission, D1). */

interface Said {
  zh: string;
  en: string;
}

export interface VolunteerRole {
  code: string;
  name: Said;
  does: Said;
}

export const volunteerRoles: readonly VolunteerRole[] = [
  {
    code: 'community_duty',
    name: { zh: '社区值守员', en: 'Community duty' },
    does: { zh: '在社区门口、驿站轮班值守', en: 'Takes a shift at a gate or station' },
  },
  {
    code: 'publicity',
    name: { zh: '义务宣传员', en: 'Publicity' },
    does: {
      zh: '把政策和活动通知带给居民和同行',
      en: 'Brings policies and events to residents and colleagues',
    },
  },
  {
    code: 'civility',
    name: { zh: '文明监督员', en: 'Civility' },
    does: { zh: '提醒文明行车、文明停放', en: 'Reminds people to ride and park with care' },
  },
  {
    code: 'opinion',
    name: { zh: '民意收集员', en: 'Opinion' },
    does: { zh: '听居民和小哥的意见，帮他们上报', en: 'Listens, and reports for those who cannot' },
  },
  {
    code: 'safety_patrol',
    name: { zh: '安全巡查员', en: 'Safety patrol' },
    does: { zh: '留意飞线充电、通道堵塞等隐患', en: 'Looks out for dangers such as blocked exits' },
  },
  {
    code: 'mediation',
    name: { zh: '矛盾调解员', en: 'Mediation' },
    does: { zh: '协助化解邻里、门岗的小矛盾', en: 'Helps settle small quarrels' },
  },
  {
    code: 'elder_help',
    name: { zh: '助老服务员', en: 'Elder help' },
    does: { zh: '顺路看望独居老人、代买代送', en: 'Looks in on old people living alone, runs errands' },
  },
];

export const roleByCode: ReadonlyMap<string, VolunteerRole> = new Map(
  volunteerRoles.map((role) => [role.code, role]),
);
