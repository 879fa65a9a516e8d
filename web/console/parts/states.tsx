/** The states that every page has: waiting, failing, nothing there, not for this role. */
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { Role } from '../../../server/kernel/identity/contract.ts';
import type { Failure } from '../../shared/api.ts';
import { useSpeech } from '../app/language.tsx';
import { whenClock } from './when.tsx';

export function Waiting({ rows = 8 }: { rows?: number }) {
  const { t } = useSpeech();
  return (
    <div className="waiting" role="status" aria-label={t.common.loading}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

/** What failed, what to do, and a way to try again. */
export function Failing({ failure, retry }: { failure: Failure; retry?: () => void }) {
  const { t, say, language } = useSpeech();
  const later = failure.retryAfter
    ? t.signIn.wait(whenClock(new Date(Date.now() + failure.retryAfter * 1000), language))
    : '';
  return (
    <div className="state" role="alert">
      <h2>{t.states.failing}</h2>
      <p>
        {say(failure.said)} {later}
      </p>
      {retry && (
        <Button type="primary" onClick={retry}>
          {t.common.retry}
        </Button>
      )}
    </div>
  );
}

/** Nothing there yet: what this is for, and the first step. */
export function Nothing(given: { title: string; hint?: string; page?: boolean; children?: ReactNode }) {
  const { title, hint, page, children } = given;
  return (
    <div className="state">
      {page ? <h1>{title}</h1> : <h2>{title}</h2>}
      {hint && <p>{hint}</p>}
      {children}
    </div>
  );
}

export function Forbidden({ roles }: { roles: readonly Role[] }) {
  const { t, language } = useSpeech();
  const names = roles.map((role) => t.roles[role]).join(language === 'zh' ? '、' : ', ');
  return <Nothing page title={t.states.forbidden} hint={t.states.whoCan(names)} />;
}

export function NoSuchPage() {
  const { t } = useSpeech();
  return (
    <Nothing page title={t.states.notFound} hint={t.states.notFoundHint}>
      <a href="/console/">{t.states.home}</a>
    </Nothing>
  );
}

/** A page that could not be shown at all. */
export function Broken() {
  const { t } = useSpeech();
  return (
    <Nothing page title={t.states.failing} hint={t.states.broken}>
      <Button type="primary" onClick={() => window.location.reload()}>
        {t.states.reload}
      </Button>
    </Nothing>
  );
}
