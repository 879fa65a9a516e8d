/** antd's theme from the colour tokens of web/shared/tokens.css, so that there is one set of colours. */
import { type ThemeConfig, theme } from 'antd';
import { useEffect, useState } from 'react';

const dark = () => window.matchMedia('(prefers-color-scheme: dark)');

/** The value of a custom property of the page, e.g. `colour('--action')` → `#c2410c`. */
export const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function read(isDark: boolean): ThemeConfig {
  const [action, info, quiet, line] = [
    colour('--action'),
    colour('--info'),
    colour('--quiet'),
    colour('--line'),
  ];
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: action,
      colorPrimaryHover: colour('--action-pressed'),
      colorPrimaryActive: colour('--action-pressed'),
      colorInfo: info,
      colorLink: info,
      colorLinkHover: info,
      colorLinkActive: info,
      colorError: colour('--danger'),
      colorErrorHover: colour('--danger'),
      colorErrorActive: colour('--danger'),
      colorSuccess: colour('--good'),
      colorWarning: action,
      colorBgLayout: colour('--ground'),
      colorBgContainer: colour('--surface'),
      colorBgElevated: colour('--surface'),
      colorText: colour('--text'),
      colorTextSecondary: quiet,
      colorTextTertiary: quiet,
      colorTextDescription: quiet,
      colorTextPlaceholder: quiet,
      colorBorder: colour('--edge'),
      colorBorderSecondary: line,
      colorSplit: line,
      colorTextLightSolid: colour('--on-action'),
      borderRadius: 6,
      fontSize: 14,
      fontFamily: colour('--font'),
      motion: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', primaryColor: colour('--on-action') },
    },
  };
}

/** The theme for the reader's present colour scheme. */
export function useTheme(): ThemeConfig {
  const [found, set] = useState(() => read(dark().matches));
  useEffect(() => {
    const scheme = dark();
    const changed = () => set(read(scheme.matches));
    scheme.addEventListener('change', changed);
    return () => scheme.removeEventListener('change', changed);
  }, []);
  return found;
}
