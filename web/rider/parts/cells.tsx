/** Lists of cells as phones have them: a label, what stands at its right, and where a tap leads. */
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

interface CellsProps {
  title?: string;
  tip?: string;
  children: ComponentChildren;
}

export const Cells = ({ title, tip, children }: CellsProps) => (
  <section class="section">
    {title && <h2 class="section-title">{title}</h2>}
    <div class="cells">{children}</div>
    {tip && <p class="section-tip">{tip}</p>}
  </section>
);

interface CellProps {
  icon?: IconName;
  label: ComponentChildren;
  detail?: ComponentChildren;
  value?: ComponentChildren;
  href?: string;
  onTap?: () => void;
}

export function Cell({ icon, label, detail, value, href, onTap }: CellProps) {
  const inside = (
    <>
      {icon && (
        <span class="cell-icon">
          <Icon name={icon} />
        </span>
      )}
      <span class="cell-main">
        <span class="cell-label">{label}</span>
        {detail && <span class="cell-detail">{detail}</span>}
      </span>
      {value !== undefined && value !== null && <span class="cell-value">{value}</span>}
      {(href || onTap) && (
        <span class="cell-next">
          <Icon name="next" size={20} />
        </span>
      )}
    </>
  );
  if (href)
    return (
      <a class="cell cell-tap" href={href}>
        {inside}
      </a>
    );
  if (onTap)
    return (
      <button type="button" class="cell cell-tap" onClick={onTap}>
        {inside}
      </button>
    );
  return <div class="cell">{inside}</div>;
}

interface SwitchCellProps {
  label: string;
  detail?: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

export const SwitchCell = ({ label, detail, on, onChange }: SwitchCellProps) => (
  <label class="cell cell-tap">
    <span class="cell-main">
      <span class="cell-label">{label}</span>
      {detail && <span class="cell-detail">{detail}</span>}
    </span>
    <input
      type="checkbox"
      role="switch"
      aria-checked={on}
      class="switch"
      checked={on}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  </label>
);
