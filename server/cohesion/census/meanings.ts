/**
 * What a column can mean, and the words by which headers say so. The tables are read from the top: the first row whose
 * words are found decides, so narrow meanings (紧急联系人电话) stand before wide ones (电话).
 */
import { plainText } from './normalise.ts';

/** Meanings of the columns of a roster that are used. */
export const rosterMeanings = [
  'name',
  'phone',
  'nameAndPhone',
  'secondPhone',
  'site',
  'gender',
  'vehicle',
  'platform',
  'startDate',
  'staffNumber',
  'shortNumber',
  'community',
  'grid',
  'address',
  'note',
  'ignored',
] as const;
/** Meanings of the columns of a site list that are used. */
export const siteMeanings = [
  'site',
  'kind',
  'brand',
  'community',
  'grid',
  'address',
  'longitude',
  'latitude',
  'coordinates',
  'manager',
  'phone',
  'managerAndPhone',
  'note',
  'ignored',
] as const;
/** Facts that need the person's own consent: recognised, reported, never handed on. */
export const consentKinds = [
  'party',
  'league',
  'union',
  'health',
  'family',
  'birth',
  'home',
  'education',
  'emergency',
  'faith',
] as const;
/** Facts that are never collected; the column is dropped. */
export const droppedKinds = ['identity', 'money', 'plate'] as const;

export type RosterMeaning = (typeof rosterMeanings)[number];
export type SiteMeaning = (typeof siteMeanings)[number];
export type ConsentKind = (typeof consentKinds)[number];
export type DroppedKind = (typeof droppedKinds)[number];
export type Meaning = RosterMeaning | SiteMeaning | ConsentKind | DroppedKind;

/** A header as compared: half width, lower case, no spaces, punctuation, or remarks such as （必填）. */
export function headerKey(text: string): string {
  return plainText(text)
    .toLowerCase()
    .replace(/[(［[{][^)\]}]*(必填|选填|格式|填写|请|示例|如[:：]|下拉|可不填|月日)[^)\]}]*[)\]}]/g, '')
    .replace(/[\s*＊:：、，,.。;；!！?？_\-—|\\"“”'‘’<>《》]+/g, '');
}

type Words<T> = readonly (readonly [RegExp, T, number])[];

/** A combined column such as 姓名（性别/年龄） is the name; the rest of it is left behind when cells are read. */
const combined: Words<Meaning> = [
  [/^(员工|人员|骑手|职工|快递员|本人|从业人员)?(姓名|名字)(?!.*(电话|手机|联系|号码))/, 'name', 9],
];

/** Third value: how surely the header means it; when two columns mean the same, the higher wins. */
const sensitive: Words<Meaning> = [
  [/身份证|证件号|公民身份|身份号码|idcard|idno|^证号$/, 'identity', 9],
  [/银行|卡号|账号|工资|收入|薪|社保|公积金/, 'money', 9],
  [/车牌/, 'plate', 9],
  [/紧急|家属|亲属|家长|监护|应急联系|第二联系人|备用联系人|emergency/, 'emergency', 9],
  [/配偶|婚|子女|家庭(成员|情况|人口)|父母|生育|孩子/, 'family', 9],
  [/政治面貌|政治身份|党员|入党|党组织|党支部|党费|组织关系|^党$|是否党|party/, 'party', 9],
  [/团员|入团|团组织|团支部|^团$|league/, 'league', 9],
  [/工会|union/, 'union', 9],
  [/健康|病|过敏|血型|体检|疫苗|残疾|核酸/, 'health', 9],
  [/宗教|信仰|民族/, 'faith', 9],
  [/出生|生日|年龄|birth|^age$/, 'birth', 9],
  [/学历|文化程度|毕业|专业$/, 'education', 9],
  [/籍贯|户籍|户口|家庭(住)?[地住]?址|家庭地址|住址|居住|现住|租住|老家|来源地/, 'home', 9],
];

const rosterWords: Words<Meaning> = [
  [/^(序号|序|no|编序|行号|id|#|№)$/, 'ignored', 1],
  [/微信|wechat|qq|邮箱|email|e-?mail|照片|签名|签字|盖章/, 'ignored', 1],
  [/(填报|填表|统计|登记|更新|审核|采集)(时间|日期|人|单位)/, 'ignored', 1],
  [/离职|退出|离站|合同|到期|保险|头盔|设备|型号|单量|排名|状态|是否在职|在职情况/, 'ignored', 1],
  [
    /(负责人|站长|经理|店长|主管|队长|组长|法人|管理员|网格员|指导员|包联|联络员|介绍人|推荐人)/,
    'ignored',
    1,
  ],
  [/(站点|网点|门店|单位|公司|办公).*(电话|座机|号码|联系方式)|座机|固话|固定电话/, 'ignored', 1],
  [/短号|集团号|虚拟号|小号|分机/, 'shortNumber', 5],
  [
    /工号|员工(编号|号|id)|骑手(编号|号|id)|快递员(编号|号)|人员编号|职工号|staff|employeeid|胸牌|工牌/,
    'staffNumber',
    5,
  ],
  [/^(编号|人员序号)$/, 'staffNumber', 1],
  [/(姓名|名字|联系人|骑手|员工|人员).*(电话|手机|联系方式|号码)/, 'nameAndPhone', 1],
  [
    /(备用|备选|第二|另一|其他|其它|副|备注).*(电话|手机|号码|联系方式)|(电话|手机|号码|联系方式)(2|二)$/,
    'secondPhone',
    5,
  ],
  [
    /^(本人)?(手机|移动电话|手机号|手机号码|本人电话|本人手机|mobile|cell|cellphone|mobilephone)(号码?|1|一)?$/,
    'phone',
    9,
  ],
  [/手机|本人.*(电话|号码)|mobile|cell/, 'phone', 8],
  [/联系电话|联系号码|电话号码|phone|^tel/, 'phone', 7],
  [/电话|联系方式|联络方式|^号码$|通讯号码|通信号码|tel/, 'phone', 6],
  [/姓名|名字|^(name|fullname)$/, 'name', 9],
  [/性别|^(gender|sex)$/, 'gender', 9],
  [
    /入职|到岗|上岗|入站|入行|从业(时间|日期|起)|参加工作|工作开始|加入(时间|日期)|开始(时间|日期|工作)|起始|start|hire|onboard|^到站(时间|日期)$/,
    'startDate',
    7,
  ],
  [/年限|工龄|时长/, 'ignored', 1],
  [/站点地址|网点地址|工作地址|单位地址|门店地址|办公地址/, 'address', 7],
  [
    /站点|网点|驿站|配送站|门店|营业点|营业部|营业厅|服务点|服务站|工作站|分部|站名|^(station|site|branch|store)(name)?$|^(所属|所在|归属)?站$|所属站|所在站/,
    'site',
    8,
  ],
  [
    /工作单位|所属单位|所在单位|单位名称|从业单位|用人单位|^单位$|任职单位|工作地点|工作场所|workplace/,
    'site',
    5,
  ],
  [/平台|公司|企业|品牌|platform|company|brand|employer/, 'platform', 7],
  [/车辆|车型|电动车|摩托|三轮|交通工具|骑行|驾驶|座驾|代步|vehicle/, 'vehicle', 7],
  [/网格|grid/, 'grid', 7],
  [/社区|村居|居委|^村$|community/, 'community', 7],
  [/地址|^位置$|address/, 'address', 5],
  [/备注|说明|附注|备考|remark|note|comment|^(其他|其它|情况)$/, 'note', 5],
  [
    /^(员工|骑手|快递员|配送员|外卖员|人员|司机|职工|小哥|从业者|从业人员|成员|名单|人名|rider|courier)(名称|名)?$/,
    'name',
    6,
  ],
  [/^联系人$|负责$/, 'name', 1],
];

const siteWords: Words<Meaning> = [
  [
    /(站点|网点|驿站|门店|营业点|营业部|单位|站|场所|服务点)(名称|名|全称)|^(名称|站名|全称|店名)$|^(site|station|name)(name)?$/,
    'site',
    9,
  ],
  [/^(序号|序|no|编号|行号|id|#|№)$/, 'ignored', 1],
  [/(填报|填表|统计|登记|更新|审核)(时间|日期|人|单位)|照片|人数|面积|营业时间|数量/, 'ignored', 1],
  [/经纬度|经度.*纬度|纬度.*经度|lnglat|latlng|lng.*lat|lat.*lng/, 'coordinates', 9],
  [/经度|东经|^(lng|lon|long|longitude|x)(?![a-wyz])|longitude|x坐标|坐标x/, 'longitude', 9],
  [/纬度|北纬|^(lat|latitude|y)(?![a-xz])|latitude|y坐标|坐标y/, 'latitude', 9],
  [/坐标|^(location|gps|coordinates?)|^定位/, 'coordinates', 8],
  [
    /(负责人|站长|经理|店长|主管|联系人|管理员|法人).*(及|和|与|\/|)(电话|手机|联系方式|号码)/,
    'managerAndPhone',
    3,
  ],
  [/微信|邮箱|短号/, 'ignored', 1],
  [/手机|电话|联系方式|号码|^tel|phone|mobile/, 'phone', 7],
  [/负责人|站长|经理|店长|主管|联系人|管理员|法人|姓名|manager|contact/, 'manager', 7],
  [/品牌|平台|公司|企业|brand|platform|company/, 'brand', 6],
  [/类别|类型|性质|业态|分类|种类|kind|^type/, 'kind', 7],
  [/网格|grid/, 'grid', 7],
  [/地址|详细位置|具体位置|^位置$|所在地|address/, 'address', 7],
  [/社区|村居|村\/居|居委|^(所在|所属)?村$|辖区|community/, 'community', 7],
  [/站点|网点|驿站|门店|营业点|营业部|配送站|单位|场所|服务点|站$/, 'site', 6],
  [/备注|说明|remark|note/, 'note', 5],
];

export type HeaderRead = { readonly meaning: Meaning; readonly sure: number };

function lookUp(key: string, tables: readonly Words<Meaning>[]): HeaderRead | null {
  if (key === '' || key.length > 40) return null;
  for (const table of tables) {
    const found = table.find(([words]) => words.test(key));
    if (found) return { meaning: found[1], sure: found[2] };
  }
  return null;
}

export type ListKind = 'roster' | 'sites';

/** Words in the upper of two header rows that change what the lower row means. */
const groupsThatDecide = /紧急|家属|亲属|负责人|站长|银行|党|团|工会|健康|婚|家庭/;
/** Whether a group word decides what stands under it. */
export const decidesGroup = (word: string): boolean => groupsThatDecide.test(word);

/**
 * What a header means. `parts` are the header rows from the top: 联系方式 over 手机 means 手机, but 紧急联系人 over 电话
 * stays the emergency contact's.
 */
export function meaningOf(parts: readonly string[], kind: ListKind): HeaderRead | null {
  const keys = parts.map(headerKey).filter(Boolean);
  const leaf = keys[keys.length - 1];
  if (leaf === undefined) return null;
  const tables = kind === 'roster' ? [combined, sensitive, rosterWords] : [sensitive.slice(0, 2), siteWords];
  const joined = keys.filter((key, at) => key !== keys[at - 1]).join('');
  if (keys.slice(0, -1).some((key) => groupsThatDecide.test(key))) {
    const group = lookUp(joined, tables);
    if (group && group.meaning !== 'nameAndPhone') return group;
  }
  return lookUp(leaf, tables) ?? lookUp(joined, tables);
}

/** Whether a meaning is a fact that needs consent. */
export const needsConsent = (meaning: Meaning): meaning is ConsentKind =>
  (consentKinds as readonly string[]).includes(meaning);
/** Whether a meaning is a fact that is never collected. */
export const neverCollected = (meaning: Meaning): meaning is DroppedKind =>
  (droppedKinds as readonly string[]).includes(meaning);
