/** What an import says to people: meanings of columns, reasons of lines, values as words. */
import type { Said } from '../../kernel/http/contract.ts';
import type { ImportKind } from './contract.ts';
import { rosterMeanings, siteMeanings } from './meanings.ts';

const meaningNames: Readonly<Record<string, Said>> = {
  name: { zh: '姓名', en: 'name' },
  phone: { zh: '手机', en: 'mobile phone' },
  nameAndPhone: { zh: '姓名和手机', en: 'name and phone' },
  secondPhone: { zh: '第二个电话', en: 'second phone' },
  site: { zh: '站点', en: 'work site' },
  gender: { zh: '性别', en: 'gender' },
  vehicle: { zh: '车辆', en: 'vehicle' },
  platform: { zh: '平台', en: 'platform' },
  startDate: { zh: '入职日期', en: 'start date' },
  staffNumber: { zh: '工号', en: 'staff number' },
  shortNumber: { zh: '短号', en: 'short number' },
  community: { zh: '社区', en: 'community' },
  grid: { zh: '网格', en: 'grid' },
  address: { zh: '地址', en: 'address' },
  note: { zh: '备注', en: 'note' },
  kind: { zh: '类别', en: 'kind' },
  brand: { zh: '品牌', en: 'brand' },
  longitude: { zh: '经度', en: 'longitude' },
  latitude: { zh: '纬度', en: 'latitude' },
  coordinates: { zh: '经纬度', en: 'coordinates' },
  manager: { zh: '负责人', en: 'manager' },
  managerAndPhone: { zh: '负责人和电话', en: 'manager and phone' },
};

/** What a column of a list of this kind can be set to. */
export function meaningsOf(kind: ImportKind): { code: string; name: Said }[] {
  const codes: readonly string[] = kind === 'roster' ? rosterMeanings : kind === 'sites' ? siteMeanings : [];
  return codes.flatMap((code) => {
    const name = meaningNames[code];
    return name ? [{ code, name }] : [];
  });
}

const values: Readonly<Record<string, string>> = {
  male: '男',
  female: '女',
  electric_bicycle: '电动自行车',
  electric_tricycle: '电动三轮车',
  motorcycle: '摩托车',
  car: '小汽车',
  van: '面包车',
  none: '无',
  other: '其他',
  sf: '顺丰',
  zto: '中通',
  yto: '圆通',
  sto: '申通',
  yunda: '韵达',
  jitu: '极兔',
  jd: '京东',
  ems: '邮政',
  cainiao: '菜鸟',
  meituan: '美团',
  eleme: '饿了么',
  jd_delivery: '京东外卖',
  courier_station: '快递站点',
  delivery_station: '外卖站点',
  hub: '分拨中心',
};

/** A stored code as people read it. */
export const valueWord = (code: string | null): string | null =>
  code === null ? null : (values[code] ?? code);

const reasons: Readonly<Record<string, Said>> = {
  name: {
    zh: '没有姓名，或这一格不是姓名。请改好原表再导入。',
    en: 'There is no name, or the cell is no name. Mend the file and import it again.',
  },
  phone: {
    zh: '手机号不是 11 位，或缺失。请改好原表再导入。',
    en: 'The mobile number is missing or does not have 11 digits. Mend the file and import it again.',
  },
  point: {
    zh: '经纬度读不懂；站点会导入，但没有位置。',
    en: 'The coordinates cannot be read; the site is imported without a point.',
  },
  duplicate: { zh: '与前面的行是同一个，只导入一次。', en: 'The same as an earlier row: imported once.' },
  two_sites: {
    zh: '同一个人在两个站点：两个站点都记下，第一个为主。',
    en: 'One person at two sites: both are kept, the first is the main one.',
  },
  same_phone: {
    zh: '手机号相同，姓名不同。请决定是不是同一个人。',
    en: 'The same phone under another name. Decide whether it is one person.',
  },
  near_phone: {
    zh: '姓名和站点相同，手机号只差一两位。请决定是不是同一个人。',
    en: 'The same name at the same site with nearly the same phone. Decide whether it is one person.',
  },
};

/** Why a line is what it is; null when there is nothing to say. */
export const reasonSaid = (reason: string | null): Said | null => (reason ? (reasons[reason] ?? null) : null);
