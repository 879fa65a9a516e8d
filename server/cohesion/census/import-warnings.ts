/** What staff should know before they confirm: never names or phones of people, since warnings are kept in the clear. */
import type { Said } from '../../kernel/http/contract.ts';
import type { ImportKind } from './contract.ts';
import type { ImportPreview } from './preview.ts';

/** Names listed in one warning; the rest are counted. */
const mostNamed = 8;

const named = (names: readonly string[]): Said => {
  const shown = names.slice(0, mostNamed);
  const more = names.length - shown.length;
  return {
    zh: shown.join('、') + (more > 0 ? ` 等 ${names.length} 个` : ''),
    en: shown.join(', ') + (more > 0 ? ` and ${more} more` : ''),
  };
};

const datumNames = { wgs84: 'WGS84／CGCS2000', gcj02: '高德／腾讯（GCJ-02）', bd09: '百度（BD-09）' };
const kindNames: Readonly<Record<string, string>> = {
  party: '政治面貌',
  league: '团员身份',
  union: '工会',
  health: '健康',
  family: '家庭',
  birth: '出生日期',
  home: '住址籍贯',
  education: '学历',
  emergency: '紧急联系人',
  faith: '民族宗教',
  identity: '身份证号',
  money: '收入与账号',
  plate: '车牌',
};

/** Warnings of a preview, in the order in which they matter. */
export function previewWarnings(
  kind: ImportKind,
  preview: ImportPreview,
  placeName: (community: string | null, grid: string | null) => string | null,
): Said[] {
  if (kind === 'areas')
    return (preview.boundaries?.warnings ?? []).slice(0, 30).map(({ feature, zh, en, detail }) => ({
      zh: `${feature}：${zh}${detail && `（${detail}）`}`,
      en: `${feature}: ${en}${detail && ` (${detail})`}`,
    }));
  return kind === 'sites' ? siteWarnings(preview, placeName) : rosterWarnings(preview);
}

function siteWarnings(
  { sites, siteDatum }: ImportPreview,
  placeName: (a: string | null, b: string | null) => string | null,
): Said[] {
  const warnings: Said[] = [];
  const located = sites.filter(({ point }) => point).length;
  if (siteDatum && located > 0) {
    const how = {
      hand: ['按您指定的坐标系', 'as you set it'],
      header: ['按表头写明的坐标系', 'as the header names it'],
      claims: ['按与所填社区最相符的坐标系', 'as fits the claimed communities best'],
      assumed: ['没有写明坐标系，暂按', 'assumed, since the file names none'],
    }[siteDatum.by];
    warnings.push({
      zh: `${how[0]}读取坐标：${datumNames[siteDatum.datum]}。`,
      en: `Coordinates are read as ${datumNames[siteDatum.datum]}, ${how[1]}.`,
    });
  }
  const without = sites.filter(({ point }) => !point).map(({ entry }) => entry.name);
  if (without.length > 0) {
    const list = named(without);
    warnings.push({
      zh: `没有位置的站点：${list.zh}。按所填社区或地址归属，待定位。`,
      en: `Sites without a point: ${list.en}. They belong by their claim or address until located.`,
    });
  }
  for (const { entry, claimed, assignment } of sites) {
    if (!assignment.disagrees) continue;
    warnings.push({
      zh: `${entry.name}：清单写的是${placeName(claimed, null)}，位置在${placeName(assignment.community, assignment.grid)}，以位置为准。`,
      en: `${entry.name}: the list says ${placeName(claimed, null)}, the point lies in ${placeName(assignment.community, assignment.grid)}; the point counts.`,
    });
  }
  return warnings.slice(0, 30);
}

function rosterWarnings({ roster }: ImportPreview): Said[] {
  const warnings: Said[] = [];
  const columns = (list: typeof roster.needsConsent) =>
    named([...new Set(list.map(({ column, kind }) => `${column}（${kindNames[kind] ?? kind}）`))]);
  if (roster.needsConsent.length > 0) {
    const list = columns(roster.needsConsent);
    warnings.push({
      zh: `这些列需要本人同意，不导入：${list.zh}。报到时会请本人自己填写。`,
      en: `These columns need the person's own consent and are not imported: ${list.en}.`,
    });
  }
  if (roster.droppedColumns.length > 0) {
    const list = columns(roster.droppedColumns);
    warnings.push({
      zh: `这些列从不收集，已丢弃：${list.zh}。`,
      en: `These columns are never collected and were dropped: ${list.en}.`,
    });
  }
  if (roster.secondPhones.length > 0)
    warnings.push({
      zh: `${roster.secondPhones.length} 行里有第二个电话，没有保存；第一个是错的时，请改好原表再导入。`,
      en: `${roster.secondPhones.length} rows hold a second phone, which is not kept; where the first is wrong, mend the file.`,
    });
  if (roster.unknownSites.length > 0) {
    const list = named(roster.unknownSites);
    warnings.push({
      zh: `站点清单里没有：${list.zh}。确认后会建立这些站点，待定位。`,
      en: `Not in the site list: ${list.en}. They will be made, to be located.`,
    });
  }
  const hidden = roster.sheets.filter((sheet) => sheet.hidden && !sheet.ticked && sheet.rows > 0);
  if (hidden.length > 0) {
    const list = named(hidden.map(({ name }) => name));
    warnings.push({
      zh: `隐藏的工作表没有选中：${list.zh}。需要时请勾选后重新读取。`,
      en: `Hidden sheets are not ticked: ${list.en}. Tick them and read again if needed.`,
    });
  }
  return warnings;
}
