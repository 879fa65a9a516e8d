/** A filter with few values, as a labelled select; empty means all. */
import { Select } from 'antd';
import { useSpeech } from '../app/language.tsx';

interface Given {
  label: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  choose: (value: string | undefined) => void;
  searchable?: boolean;
}

export function Choose({ label, value, options, choose, searchable }: Given) {
  const { t } = useSpeech();
  return (
    <Select
      className="choose"
      aria-label={label}
      prefix={<span className="quiet">{label}</span>}
      placeholder={t.common.all}
      value={value || undefined}
      options={options}
      allowClear
      showSearch={searchable ? { optionFilterProp: 'label' } : false}
      popupMatchSelectWidth={false}
      onChange={(chosen: string | undefined) => choose(chosen)}
    />
  );
}
