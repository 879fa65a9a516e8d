/** The category in two taps: the large one, then the small one with its guidance. */
import { useState } from 'preact/hooks';
import { Icon } from '../../parts/Icon.tsx';
import { Page } from '../../parts/Page.tsx';
import { Failing, Skeleton } from '../../parts/states.tsx';
import { say, t } from '../../session/language.ts';
import { type Category, categories, categoriesFailure, loadReference } from './reference.ts';

interface CategoryStepProps {
  onBack: () => void;
  onChosen: (category: Category) => void;
}

export function CategoryStep({ onBack, onChosen }: CategoryStepProps) {
  const [parent, setParent] = useState<Category | null>(null);
  const all = categories.value;
  const childrenOf = (code: string | null) => (all ?? []).filter((category) => category.parent === code);
  const choose = (category: Category) => {
    if (!parent && childrenOf(category.code).length) setParent(category);
    else onChosen(category);
  };
  return (
    <Page
      title={parent ? say(parent.name) : t().report.category}
      back={parent ? () => setParent(null) : onBack}
    >
      {!all && categoriesFailure.value && (
        <>
          <Failing failure={categoriesFailure.value} again={() => void loadReference()} />
          <p class="quiet">{t().report.categoriesGone}</p>
        </>
      )}
      {!all && !categoriesFailure.value && <Skeleton rows={6} />}
      {all && !parent && (
        <div class="kinds">
          {childrenOf(null).map((category) => (
            <button type="button" key={category.code} class="kind" onClick={() => choose(category)}>
              {say(category.name)}
            </button>
          ))}
        </div>
      )}
      {parent && (
        <div class="choices">
          {childrenOf(parent.code).map((category) => (
            <button type="button" key={category.code} class="choice" onClick={() => choose(category)}>
              <span>
                <strong>
                  {say(category.name)}
                  {category.pace === 'urgent' && (
                    <span class="mark mark-urgent">{t().report.urgentMark}</span>
                  )}
                </strong>
                <span class="cell-detail">{say(category.guidance)}</span>
                <span class="cell-detail">{say(category.limit)}</span>
              </span>
              <Icon name="next" size={20} />
            </button>
          ))}
        </div>
      )}
    </Page>
  );
}
