/** Names of work sites: rosters and site lists write the same site with other brackets, spaces and widths. */
import { plainText } from './normalise.ts';

/** The key under which sites are compared; spaces, brackets, dashes and dots do not count. */
export function siteKey(name: string): string {
  return plainText(name)
    .replace(/[\s()[\]{}<>【】〔〕「」《》“”"'‘’·•.,，。、:：;；_\-‐-―−~～*#]+/g, '')
    .toLowerCase();
}

/** The name of a site as it stands on a line of its own: “二、美团水泊寺站（共12人）” → “美团水泊寺站”. */
export function siteOfLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[(（]?[一二三四五六七八九十\d]{1,3}[)）]?\s*[、.．:：]\s*/, '')
    .replace(/^[(（][一二三四五六七八九十\d]{1,3}[)）]\s*/, '')
    .replace(/^(所属)?(站点|网点|单位|门店|公司|站)(名称)?\s*[:：]\s*/, '')
    .replace(/[(（]?\s*(共|合计|总计|总人数)?\s*[:：]?\s*\d{1,4}\s*(人|名)\s*[)）]?$/, '')
    .replace(/[:：]$/, '')
    .trim();
}
