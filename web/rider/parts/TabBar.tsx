/** The five tabs; the big one in the middle is 随手拍. Only what exists has a tab. */
import { useLocation } from 'preact-iso/router';
import { t } from '../session/language.ts';
import { Icon, type IconName } from './Icon.tsx';

const TABS: { href: string; icon: IconName; word: 'home' | 'reports' | 'report' | 'points' | 'me' }[] = [
  { href: '/', icon: 'home', word: 'home' },
  { href: '/reports', icon: 'list', word: 'reports' },
  { href: '/report', icon: 'camera', word: 'report' },
  { href: '/points', icon: 'star', word: 'points' },
  { href: '/me', icon: 'person', word: 'me' },
];

export const tabPaths = TABS.map(({ href }) => href);

export function TabBar() {
  const { path } = useLocation();
  return (
    <nav class="tabs" aria-label={t().tabs.label}>
      {TABS.map(({ href, icon, word }) => (
        <a
          key={href}
          href={href}
          class={href === '/report' ? 'tab tab-big' : 'tab'}
          aria-current={path === href ? 'page' : undefined}
        >
          <span class="tab-icon">
            <Icon name={icon} size={href === '/report' ? 28 : 24} />
          </span>
          <span class="tab-word">{t().tabs[word]}</span>
        </a>
      ))}
    </nav>
  );
}
