/** The one set of icons: 24 × 24, drawn with the colour of the text around them. */
const PATHS = {
  home: 'M4 11.5 12 5l8 6.5M6.5 10v9h11v-9M10 19v-5h4v5',
  list: 'M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4.2 6.5h.1M4.2 12h.1M4.2 17.5h.1',
  camera: 'M4 8.5h3.2L9 6h6l1.8 2.5H20v10H4zM12 16.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z',
  star: 'm12 4.5 2.3 4.8 5.2.7-3.8 3.6.9 5.2-4.6-2.5-4.6 2.5.9-5.2L4.5 10l5.2-.7z',
  person: 'M12 12a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.400zM5 19.500c.8-3.4 3.5-5 7-5s6.2 1.6 7 5',
  back: 'M14.5 5.5 8 12l6.5 6.5',
  next: 'm9.5 5.5 6.5 6.5-6.5 6.5',
  down: 'm5.5 9.5 6.5 6.5 6.5-6.5',
  phone:
    'M6 4.500h3l1.4 4-2 1.500a11 11 0 0 0 5.6 5.600l1.5-2 4 1.400v3c0 .8-.7 1.5-1.5 1.500C11 19 5 13 4.5 6c0-.8.7-1.5 1.5-1.500z',
  pin: 'M12 20.500c4.2-4.3 6.3-7.6 6.3-10.200a6.3 6.3 0 0 0-12.6 0c0 2.6 2.1 5.9 6.3 10.200zM12 12.500a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.600z',
  check: 'm5 12.5 4.5 4.500L19 7.5',
  clock: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 7.500V12l3 2',
  alert: 'M12 4 3.5 19h17zM12 10v4M12 16.600h.1',
  away: 'M4 4l16 16M8.5 15.500a5 5 0 0 1 6.5-.3M5 12a10 10 0 0 1 4.5-2.500M13.5 9.200A10 10 0 0 1 19 12M12 19h.1',
  photo: 'M4 5.500h16v13H4zM4 15.500l4.5-4 3.5 3 2.5-2 5.5 4.500M15.5 9.500h.1',
  close: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  eye: 'M3 12c2.4-4 5.4-6 9-6s6.6 2 9 6c-2.4 4-5.4 6-9 6s-6.6-2-9-6zM12 14.700a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.400z',
  shield: 'M12 4 5.5 6.500V12c0 3.7 2.3 6.3 6.5 8 4.2-1.7 6.5-4.3 6.5-8V6.500z',
  bell: 'M6.5 16.500V11a5.5 5.5 0 0 1 11 0v5.500M4.5 16.500h15M10.3 19.500h3.4',
  cohesion:
    'M9 10.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM16.5 11a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM3.5 18.500c.4-3.2 2.4-5 5.5-5s5.1 1.8 5.5 5M15.5 13.700c2.8-.3 4.6 1.3 5 4.3',
  governance: 'M4 10.500v3.500h3l8 4V6.500l-8 4zM18 9.500c1.3 1.5 1.3 4 0 5.500M8 14.500l1.2 5h2.600l-1-4',
} satisfies Record<string, string>;

export type IconName = keyof typeof PATHS;

/** Decorative: the words beside it say the same. */
export const Icon = ({ name, size = 24 }: { name: IconName; size?: number }) => (
  <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
);
