/** The poster of a work site, A4: its QR opens registration there. Plain SVG without styles, fit for any printer. */
import QRCode from 'qrcode';

/** Characters of a name on one line of the poster. */
const lineLength = 13;

/** An SVG page of 210 × 297 mm. `link` is what the QR carries. */
export function sitePoster(poster: { street: string; site: string; link: string }): string {
  const { modules } = QRCode.create(poster.link, { errorCorrectionLevel: 'M' });
  const name = [...poster.site];
  const lines =
    name.length <= lineLength
      ? [name]
      : [name.slice(0, Math.ceil(name.length / 2)), name.slice(Math.ceil(name.length / 2))];
  const size = lines[0]!.length <= 10 ? 15 : 11;
  const sans = 'font-family="PingFang SC, HarmonyOS Sans SC, Noto Sans SC, Microsoft YaHei, sans-serif"';
  const text = (y: number, points: number, colour: string, words: string, weight = 400) =>
    `<text x="105" y="${y}" font-size="${points}" fill="${colour}" text-anchor="middle" font-weight="${weight}">${escaped(words)}</text>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297" ${sans} role="img" aria-label="${escaped(`${poster.site} 报到二维码`)}">
<rect width="210" height="297" fill="#ffffff"/>
<rect width="210" height="46" fill="#c2410c"/>
${text(30, 20, '#ffffff', '暖新 · 小哥报到', 700)}
${lines.map((line, at) => text(70 + at * (size + 3) - (lines.length - 1) * 4, size, '#1f2933', line.join(''), 700)).join('\n')}
<g transform="translate(45 92) scale(${120 / modules.size})" shape-rendering="crispEdges">
<path fill="#000000" d="${pathOf(modules)}"/></g>
${text(234, 11, '#1f2933', '用微信或手机浏览器扫一扫', 700)}
${text(250, 11, '#1f2933', '填手机号和姓名，一分钟完成报到', 700)}
<rect x="30" y="262" width="150" height="0.6" fill="#0b7285"/>
${text(273, 6, '#0b7285', `${poster.street} · 免费 · 自愿 · 信息只用于服务`)}
${text(284, 4, '#52606d', poster.link)}
</svg>
`;
}

/** Dark modules as runs along each row. */
function pathOf({ size, data }: { size: number; data: Uint8Array }): string {
  let path = '';
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      if (!data[y * size + x]) continue;
      const from = x;
      while (x < size && data[y * size + x]) x++;
      path += `M${from} ${y}h${x - from}v1h-${x - from}z`;
    }
  return path;
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
