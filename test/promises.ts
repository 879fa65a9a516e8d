// The promises of the product. A browser journey's name begins with the one (or several) that it shows:
// `A2 a rider scans the site's QR and is registered`.

/** Every promise in order, with its short name. */
export const promises = {
  A1: '摸排台账 census and ledger',
  A2: '报到与适配 registration and assignment',
  A3: '网格化管理 grids',
  A4: '指导手册 handbook',
  A5: '党建指导员 instructors',
  A6: '流动党员与工会团组织 organisations',
  A7: '人员信息表 staff information table',
  A8: '服务联系表 service contact table',
  A9: '设施与标识 facilities and signs',
  A10: '指导员一对一 one to one',
  A11: '微心愿 micro-wishes',
  A12: '群与公告 channel',
  B1: '小哥驿站 rider station',
  B2: '设施物资 facilities',
  B3: '场地预约 bookings',
  B4: '助新商户 partner shops',
  B5: '地图与列表 map and list of places',
  B6: '关爱活动 care',
  C1: '暖新课堂 school',
  C2: '城市书房 library',
  C3: '青年之家 speakers',
  C4: '预约帮扶 appointments',
  D1: '七大员与值守 volunteers and duties',
  D2: '随手拍 snap report',
  D3: '办理与三率 handling',
  D4: '积分 points',
  D5: '台账与证明 ledgers and certificates',
  E: '账号 审计 隐私 消息 foundations',
} as const;

type PromiseName = keyof typeof promises;

/** The promises that a journey's name begins with; none when it names no known one. */
export function promisesOf(journey: string): PromiseName[] {
  const names: PromiseName[] = [];
  for (const word of journey.split(/[\s,+]+/)) {
    if (!(word in promises)) break;
    names.push(word as PromiseName);
  }
  return names;
}
