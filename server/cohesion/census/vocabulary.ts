/** Vehicles, brands and kinds of sites: the words that offices write, and the codes of the domain. */
import { plainText } from './normalise.ts';

export const vehicles = [
  'electric_bicycle',
  'electric_tricycle',
  'motorcycle',
  'car',
  'van',
  'none',
  'other',
] as const;
export type Vehicle = (typeof vehicles)[number];

export const brands = [
  'sf',
  'zto',
  'yto',
  'sto',
  'yunda',
  'jitu',
  'jd',
  'ems',
  'cainiao',
  'meituan',
  'eleme',
  'jd_delivery',
  'other',
] as const;
/** 顺丰 中通 圆通 申通 韵达 极兔 京东 邮政 菜鸟 / 美团 饿了么 京东外卖 / 其他. */
export type Brand = (typeof brands)[number];

export const siteKinds = ['courier_station', 'delivery_station', 'hub', 'other'] as const;
export type SiteKind = (typeof siteKinds)[number];

type Words<T> = readonly (readonly [RegExp, T])[];

const vehicleWords: Words<Vehicle> = [
  [/^(无|没有|无车|步行|0|-|\/|—)$/, 'none'],
  [/三轮|电三|3轮/, 'electric_tricycle'],
  [/摩托|机车|燃油两轮|^摩$/, 'motorcycle'],
  [/电动汽车|轿车|小汽车|网约车|出租|四轮轿|小轿|私家车|^汽车$|^轿$|suv/i, 'car'],
  [/面包|厢式|货车|卡车|微卡|箱货|厢货|金杯|依维柯|^van$/i, 'van'],
  [/电动|电瓶|电车|两轮|二轮|电单|助力|^电$|e-?bike/i, 'electric_bicycle'],
  [/汽车|小车|^car$/i, 'car'],
];

/** The vehicle that a text names; null when it says nothing. */
export function vehicleOf(text: string): Vehicle | null {
  const plain = plainText(text);
  if (plain === '' || /^(是|有|√|✓|y|yes)$/i.test(plain)) return null;
  return vehicleWords.find(([words]) => words.test(plain))?.[1] ?? 'other';
}

const brandWords: Words<Brand> = [
  [/京东(外卖|秒送|到家)|达达/, 'jd_delivery'],
  [/美团/, 'meituan'],
  [/饿了么|饿了吗|饿了嘛|蜂鸟/, 'eleme'],
  [/顺丰|s\.?f\.?(速运|express)?$/i, 'sf'],
  [/中通|zto/i, 'zto'],
  [/圆通|yto/i, 'yto'],
  [/申通|sto(?!re)/i, 'sto'],
  [/韵达|yunda/i, 'yunda'],
  [/极兔|j&t/i, 'jitu'],
  [/京东|jd/i, 'jd'],
  [/邮政|ems|中国邮/i, 'ems'],
  [/菜鸟/, 'cainiao'],
];

/** The brand or platform that a name or a cell holds; null when none is known. */
export function brandOf(text: string): Brand | null {
  const plain = plainText(text);
  return brandWords.find(([words]) => words.test(plain))?.[1] ?? null;
}

const kindWords: Words<SiteKind> = [
  [/分拨|转运|集散|中转|枢纽|分拣|hub/i, 'hub'],
  [/外卖|骑手|送餐|餐饮配送|即时配送|delivery/i, 'delivery_station'],
  [/快递|快件|速递|速运|物流|驿站|邮政|courier|express/i, 'courier_station'],
];

const deliveryBrands: readonly Brand[] = ['meituan', 'eleme', 'jd_delivery'];

/** The kind of a site: from its kind column, else from its name and brand. */
export function siteKindOf(kind: string, name: string, brand: Brand | null): SiteKind {
  const said = kindWords.find(([words]) => words.test(plainText(kind)))?.[1];
  if (said) return said;
  const hub = kindWords[0]![0].test(plainText(name));
  if (hub) return 'hub';
  if (brand && brand !== 'other')
    return deliveryBrands.includes(brand) ? 'delivery_station' : 'courier_station';
  return kindWords.find(([words]) => words.test(plainText(name)))?.[1] ?? 'other';
}
