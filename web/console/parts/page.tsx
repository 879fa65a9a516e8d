/** The frame of a page: what it is, what one can do, what is filtered. */
import type { ReactNode } from 'react';

interface Given {
  title: ReactNode;
  /** buttons at the right */
  actions?: ReactNode;
  /** a row of filters under the title */
  filters?: ReactNode;
  children: ReactNode;
}

export function Page({ title, actions, filters, children }: Given) {
  return (
    <section className="page">
      <header className="page-head">
        <h1>{title}</h1>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {filters && <div className="page-filters">{filters}</div>}
      {children}
    </section>
  );
}
