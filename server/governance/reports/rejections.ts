// 不予受理: the only reasons for which a report may be refused, each with the channel that does help.
import type { Said } from '../../kernel/http/contract.ts';

/** One listed reason: what it is, and where the reporter should turn instead (always told). */
export interface Rejection {
  readonly code: string;
  readonly name: Said;
  readonly channel: Said;
}

export const rejections = [
  {
    code: 'crime',
    name: { zh: '正在发生的违法犯罪或治安案件', en: 'A crime or a breach of public order' },
    channel: { zh: '请立即拨打110报警', en: 'Call the police at once: 110' },
  },
  {
    code: 'fire',
    name: { zh: '火灾、被困等需要消防救援', en: 'Fire, or somebody trapped' },
    channel: { zh: '请立即拨打119', en: 'Call fire and rescue at once: 119' },
  },
  {
    code: 'medical',
    name: { zh: '有人受伤或急病', en: 'Somebody is hurt or seriously ill' },
    channel: { zh: '请立即拨打120', en: 'Call an ambulance at once: 120' },
  },
  {
    code: 'traffic_accident',
    name: { zh: '交通事故', en: 'A traffic accident' },
    channel: {
      zh: '请拨打122；小事故可在“交管12123”上快处',
      en: 'Call 122; small accidents can be settled in the 12123 app',
    },
  },
  {
    code: 'court',
    name: {
      zh: '已进入或应当通过诉讼、仲裁、行政复议解决',
      en: 'In court, arbitration or administrative review, or a matter for them',
    },
    channel: {
      zh: '请向受理的法院、仲裁委或复议机关反映；需要法律援助请拨打12348',
      en: 'Turn to the court, arbitration or review body; for legal aid call 12348',
    },
  },
  {
    code: 'platform',
    name: {
      zh: '平台派单、罚款、封号、配送费等平台与骑手之间的事',
      en: 'Orders, fines, account blocks or fees between platform and rider',
    },
    channel: {
      zh: '请先向平台客服申诉；不服的可拨打12333或找工会维权12351',
      en: "Appeal to the platform first; then call 12333 (labour) or the trade union's 12351",
    },
  },
  {
    code: 'labour',
    name: { zh: '欠薪、工伤、社保等劳动争议', en: 'Unpaid wages, work injury, social insurance' },
    channel: {
      zh: '请拨打12333，或到劳动监察、仲裁窗口办理',
      en: 'Call 12333, or go to the labour inspection and arbitration counter',
    },
  },
  {
    code: 'consumer',
    name: { zh: '买卖、餐饮等消费纠纷', en: 'A dispute over goods or a meal bought' },
    channel: { zh: '请拨打12315，或在“全国12315平台”投诉', en: 'Call 12315 or use the 12315 platform' },
  },
  {
    code: 'utility',
    name: {
      zh: '自家户内的水、电、气、暖、网故障',
      en: 'A fault of water, power, gas, heating or network inside a home',
    },
    channel: {
      zh: '请拨打供应单位客服（供电95598），燃气泄漏先到室外再打供气单位抢修电话',
      en: 'Call the supplier (power: 95598); with a gas leak go outside first, then call the gas company',
    },
  },
  {
    code: 'elsewhere',
    name: { zh: '不在本街道范围内', en: 'Not within this subdistrict' },
    channel: { zh: '请拨打12345，会转给当地办理', en: 'Call 12345, who pass it to the right district' },
  },
  {
    code: 'not_public',
    name: {
      zh: '不属于公共事务（私人之间的事、商业广告等）',
      en: 'Not a public matter (private affairs, advertising)',
    },
    channel: {
      zh: '邻里矛盾可请社区人民调解员帮忙；其他可拨打12345咨询',
      en: "The community's mediators help between neighbours; for other matters ask 12345",
    },
  },
  {
    code: 'about_person',
    name: {
      zh: '只针对某个人，不是一件可以处置的事',
      en: 'About a person, not a thing that can be put right',
    },
    channel: {
      zh: '反映工作人员作风请拨打12388；随手拍只收事，不收对人的评价',
      en: 'Complaints about officials: 12388. Snap reports are about things, not persons',
    },
  },
  {
    code: 'known',
    name: { zh: '本人已报过同一件事，没有新情况', en: 'The same person has reported the same facts already' },
    channel: {
      zh: '请看原来那一件的进展，有新情况可在那里补充',
      en: 'Follow the earlier report and add what is new there',
    },
  },
  {
    code: 'unclear',
    name: {
      zh: '看不出是什么问题或在哪里，又联系不上上报人',
      en: 'What or where it is cannot be told, and the reporter cannot be reached',
    },
    channel: {
      zh: '请补拍清楚的照片、选好地点后重新上报',
      en: 'Take a clear photo, choose the place, and report again',
    },
  },
] as const satisfies readonly Rejection[];

/** The listed reasons by code. */
export const rejectionByCode: ReadonlyMap<string, Rejection> = new Map(
  rejections.map((rejection) => [rejection.code, rejection]),
);
