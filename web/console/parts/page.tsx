/** The frame of a page: what it is, what one can do, what is filtered. */
import type { ReactNode } from 'react';
import { useSpeech } from '../app/language.tsx';
import { useNarrow } from './narrow.ts';

interface Given {
  title: ReactNode;
  /** buttons at the right */
  actions?: ReactNode;
  /** a row of filters under the title */
  filters?: ReactNode;
  children: ReactNode;
}

export function Page({ title, actions, filters, children }: Given) {
  const narrow = useNarrow();
  return (
    <section className="page">
      <header className="page-head">
        <h1>{title}</h1>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {filters && (narrow ? <Folded>{filters}</Folded> : <div className="page-filters">{filters}</div>)}
      {children}
    </section>
  );
}

/** On a phone the list comes first, the filters on demand. */
function Folded({ children }: { children: ReactNode }) {
  const { t } = useSpeech();
  return (
    <details className="folded">
      <summary>{t.common.filters}</summary>
      <div className="page-filters">{children}</div>
    </details>
  );
}
