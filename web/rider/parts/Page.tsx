/** The frame of every page: a bar with the way back and the title, the content, the main button in the thumb's reach. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../session/language.ts';
import { Icon } from './Icon.tsx';

interface PageProps {
  title: string;
  /** where “back” leads when the page was opened by a link; absent on the pages of the tabs */
  back?: string | (() => void);
  /** the main button(s), at the bottom */
  foot?: ComponentChildren;
  /** at the right of the bar */
  aside?: ComponentChildren;
  children: ComponentChildren;
}

export function Page({ title, back, foot, aside, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Whoever listens to the page hears where they are; whoever types is not disturbed.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${title} · ${t().app}`;
  }, [title]);
  return (
    <div class={foot ? 'page page-with-foot' : 'page'}>
      <header class="bar">
        {back && <BackLink to={back} />}
        <h1 class="bar-title" tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {aside && <div class="bar-aside">{aside}</div>}
      </header>
      <main class="content">{children}</main>
      {foot && <footer class="foot">{foot}</footer>}
    </div>
  );
}

function BackLink({ to }: { to: string | (() => void) }) {
  const label = t().back;
  if (typeof to === 'function')
    return (
      <button type="button" class="bar-back" aria-label={label} onClick={to}>
        <Icon name="back" />
      </button>
    );
  return (
    <a class="bar-back" href={to} aria-label={label}>
      <Icon name="back" />
    </a>
  );
}
