/** Loading, failing, empty: what every page shows when it has nothing to show yet. */
import type { ComponentChildren } from 'preact';
import type { Failure } from '../../shared/api.ts';
import type { Asking } from '../session/asked.ts';
import { say, t, when } from '../session/language.ts';
import { Icon, type IconName } from './Icon.tsx';

/** Grey places where the content will stand, of the same height, so that nothing jumps. */
export const Skeleton = ({ rows = 3, tall = false }: { rows?: number; tall?: boolean }) => (
  <div class="skeleton" role="status">
    <span class="unseen">{t().loading}</span>
    {bones(rows).map((bone) => (
      <div key={bone} class={tall ? 'bone bone-tall' : 'bone'} />
    ))}
  </div>
);

const bones = (rows: number) => Array.from({ length: rows }, (_, bone) => bone);

/** What went wrong, what to do, and the way to try again. */
export const Failing = ({ failure, again }: { failure: Failure; again?: () => void }) => (
  <div class="state" role="alert">
    <span class="state-icon">
      <Icon name={failure.status === 0 ? 'away' : failure.status === 403 ? 'shield' : 'alert'} size={32} />
    </span>
    <p class="state-title">{titleOf(failure)}</p>
    <p class="quiet">{say(failure.said)}</p>
    {again && failure.status !== 403 && failure.status !== 404 && (
      <button type="button" class="button button-plain" onClick={again}>
        {t().retry}
      </button>
    )}
  </div>
);

function titleOf(failure: Failure): string {
  if (failure.status === 0) return t().failing.noNetwork;
  if (failure.status === 403) return t().failing.notForYou;
  if (failure.status === 404) return t().failing.notFound;
  return t().failing.notLoaded;
}

interface EmptyProps {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
}

/** What this place is for, and the first step. */
export const Empty = ({ icon, title, children }: EmptyProps) => (
  <div class="state">
    <span class="state-icon">
      <Icon name={icon} size={32} />
    </span>
    <p class="state-title">{title}</p>
    {children}
  </div>
);

interface ShownProps<T> {
  asking: Asking<T>;
  skeleton?: ComponentChildren;
  children: (value: T) => ComponentChildren;
}

/** Shows what was asked for, in whichever state it is. */
export function Shown<T>({ asking: { asked, again }, skeleton, children }: ShownProps<T>) {
  if (asked.state === 'loading') return <>{skeleton ?? <Skeleton />}</>;
  if (asked.state === 'failed') return <Failing failure={asked.failure} again={() => void again()} />;
  return (
    <>
      {asked.keptAt && <p class="kept">{t().keptFrom(when(asked.keptAt))}</p>}
      {children(asked.value)}
    </>
  );
}
