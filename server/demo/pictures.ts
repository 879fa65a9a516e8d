// Pictures for the demo's reports: drawn, so that they show nobody and belong to nobody.
import sharp from 'sharp';

const width = 960;
const height = 720;

/** What a picture shows. `mended` scenes are the proof that it was dealt with. */
export type Scene =
  | 'pothole'
  | 'garbage'
  | 'lane'
  | 'manhole'
  | 'lamp'
  | 'wires'
  | 'exit'
  | 'rubble'
  | 'gate'
  | 'tree';

/** Draws the scene; `shade` changes light, houses and place, so that no two pictures are alike. */
export function drawn(scene: Scene, mended: boolean, shade: number): Promise<Buffer> {
  return sharp(Buffer.from(svg(scene, mended, shade)))
    .jpeg({ quality: 78 })
    .toBuffer();
}

function svg(scene: Scene, mended: boolean, shade: number): string {
  const light = 70 + (shade % 5) * 5;
  const at = 300 + (shade % 4) * 60;
  const subject = mended ? after[scene] : before[scene];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="960" height="330" fill="hsl(${205 + shade * 3} 45% ${light}%)"/>
${houses(shade)}
<rect y="320" width="960" height="70" fill="hsl(30 8% ${58 + (shade % 3) * 6}%)"/>
<rect y="390" width="960" height="330" fill="hsl(220 6% ${34 + (shade % 4) * 3}%)"/>
<path d="M0 548h130v12H0zm240 0h130v12H240zm240 0h130v12H480zm240 0h130v12H720z" fill="#d9d4c5"/>
<g transform="translate(${at} ${430 + (shade % 3) * 20})">${subject}</g>
</svg>`;
}

function houses(shade: number): string {
  return [0, 1, 2, 3]
    .map((at) => {
      const tall = 150 + ((shade * 37 + at * 61) % 120);
      const windows = Array.from({ length: 6 }, (_, w) => {
        const [x, y] = [20 + (w % 3) * 60, 20 + Math.floor(w / 3) * 60];
        return `<rect x="${x}" y="${y}" width="34" height="38" fill="hsl(200 30% ${40 + ((shade + w) % 4) * 10}%)"/>`;
      });
      return `<g transform="translate(${at * 245 - 10} ${330 - tall})"><rect width="215" height="${tall}" fill="hsl(${20 + at * 12} 25% ${60 + ((shade + at) % 3) * 8}%)"/>${windows.join('')}</g>`;
    })
    .join('');
}

const bag = (x: number, y: number, colour: string) =>
  `<path d="M${x} ${y}q-10 -70 40 -80l-8 -16h36l-8 16q50 10 40 80z" fill="${colour}"/>`;
const cone = (x: number) =>
  `<path d="M${x} 90l22 -90h16l22 90z" fill="#e8590c"/><path d="M${x + 12} 45h36l4 18h-44z" fill="#fff"/>`;

const before: Readonly<Record<Scene, string>> = {
  pothole:
    '<ellipse cx="160" cy="110" rx="190" ry="70" fill="#26272b"/><ellipse cx="170" cy="118" rx="130" ry="42" fill="#4b5563"/><path d="M-40 100l-70 -30M330 130l80 20" stroke="#1a1a1a" stroke-width="7"/>',
  garbage: `${bag(0, 120, '#2b2b2b')}${bag(90, 130, '#3f6212')}${bag(190, 125, '#1e3a5f')}<rect x="60" y="110" width="90" height="40" fill="#b08d57"/><circle cx="260" cy="150" r="16" fill="#dfe7ee"/>`,
  lane: '<path d="M-120 200h640l-60 -180h-520z" fill="#166534" opacity=".55"/><rect x="40" y="-10" width="330" height="130" rx="28" fill="#9f1239"/><rect x="90" y="-60" width="200" height="70" rx="22" fill="#cbd5e1"/><circle cx="110" cy="122" r="36" fill="#111"/><circle cx="300" cy="122" r="36" fill="#111"/>',
  manhole:
    '<ellipse cx="150" cy="120" rx="130" ry="60" fill="#0b0b0c"/><ellipse cx="330" cy="150" rx="120" ry="40" fill="#6b7280"/><path d="M230 150h200M260 130h140M260 170h140" stroke="#4b5563" stroke-width="6"/>',
  lamp: '<rect x="150" y="-330" width="16" height="470" fill="#52606d" transform="rotate(14 158 140)"/><path d="M255 -318l90 26" stroke="#52606d" stroke-width="14"/><ellipse cx="352" cy="-280" rx="34" ry="16" fill="#1f2933"/>',
  wires:
    '<path d="M-200 -260q260 240 620 -10M-200 -230q240 300 620 20M-200 -200q300 160 620 10" fill="none" stroke="#111" stroke-width="8"/><rect x="120" y="60" width="150" height="80" rx="14" fill="#0f766e"/><circle cx="140" cy="148" r="30" fill="#111"/><circle cx="256" cy="148" r="30" fill="#111"/>',
  exit: '<rect x="40" y="-220" width="210" height="330" fill="#7c2d12"/><rect x="100" y="-270" width="90" height="36" fill="#15803d"/><rect x="10" y="10" width="120" height="110" fill="#b08d57"/><rect x="110" y="-40" width="130" height="160" fill="#a16207"/>',
  rubble:
    '<path d="M-60 150l60 -90 50 30 70 -110 80 70 60 -40 110 140z" fill="#8b8578"/><path d="M40 150l40 -50 60 20 50 -40 60 70z" fill="#a8a29e"/>',
  gate: '<rect x="-40" y="-180" width="40" height="310" fill="#44403c"/><rect x="330" y="-180" width="40" height="310" fill="#44403c"/><path d="M0 -150h330M0 -60h330M0 30h330M40 -170v290M120 -170v290M200 -170v290M280 -170v290" stroke="#1f2937" stroke-width="14"/><rect x="120" y="-80" width="90" height="70" fill="#facc15"/>',
  tree: '<path d="M-140 140l480 -90 16 36 -480 100z" fill="#5b3a1e"/><circle cx="360" cy="40" r="90" fill="#166534"/><circle cx="290" cy="90" r="70" fill="#15803d"/><circle cx="420" cy="100" r="70" fill="#14532d"/>',
};

const after: Readonly<Record<Scene, string>> = {
  pothole:
    '<ellipse cx="160" cy="110" rx="190" ry="70" fill="#1c1d20"/><path d="M-10 95h340" stroke="#2e3035" stroke-width="10"/>',
  garbage:
    '<rect x="60" y="-10" width="90" height="130" rx="10" fill="#15803d"/><rect x="180" y="-10" width="90" height="130" rx="10" fill="#1d4ed8"/>',
  lane: '<path d="M-120 200h640l-60 -180h-520z" fill="#166534" opacity=".8"/><path d="M150 150l40 -60 40 60zM180 150v40h20v-40z" fill="#fff"/>',
  manhole:
    '<ellipse cx="150" cy="120" rx="130" ry="60" fill="#6b7280"/><path d="M40 120h220M70 95h160M70 145h160" stroke="#4b5563" stroke-width="8"/>',
  lamp: '<rect x="150" y="-330" width="16" height="470" fill="#52606d"/><path d="M158 -326l110 -14" stroke="#52606d" stroke-width="14"/><ellipse cx="276" cy="-336" rx="40" ry="18" fill="#fde68a"/><path d="M240 -320l-60 300h190l-60 -300z" fill="#fef3c7" opacity=".35"/>',
  wires:
    '<rect x="60" y="-60" width="60" height="190" fill="#0b7285"/><rect x="74" y="-40" width="32" height="40" fill="#d1fae5"/><rect x="180" y="60" width="150" height="80" rx="14" fill="#0f766e"/>',
  exit: '<rect x="40" y="-220" width="210" height="330" fill="#7c2d12"/><rect x="100" y="-270" width="90" height="36" fill="#15803d"/><circle cx="225" cy="-50" r="12" fill="#facc15"/>',
  rubble: `${cone(0)}${cone(240)}`,
  gate: '<rect x="-40" y="-180" width="40" height="310" fill="#44403c"/><rect x="330" y="-180" width="40" height="310" fill="#44403c"/><path d="M0 -160l-90 -20v300l90 20z" fill="#1f2937"/>',
  tree: '<ellipse cx="160" cy="120" rx="50" ry="22" fill="#a16207"/><ellipse cx="160" cy="116" rx="30" ry="12" fill="#d6b27a"/>',
};
