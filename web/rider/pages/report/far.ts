/** `300 米` / `1.2 公里` */
import type { Language } from '../../../shared/said.ts';

export function far(metres: number, language: Language): string {
  if (metres < 950) return `${Math.max(10, Math.round(metres / 10) * 10)} ${language === 'zh' ? '米' : 'm'}`;
  const kilometres = metres < 9500 ? (metres / 1000).toFixed(1) : String(Math.round(metres / 1000));
  return `${kilometres} ${language === 'zh' ? '公里' : 'km'}`;
}
