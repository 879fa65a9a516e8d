/** The search field of a list: `/` brings one here; the address follows after a short pause. */
import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useSpeech } from '../app/language.tsx';

interface Given {
  value: string;
  hint: string;
  search: (text: string | undefined) => void;
}

export function SearchBox({ value, hint, search }: Given) {
  const { t } = useSpeech();
  const [text, setText] = useState(value);
  // While Chinese is being composed from pinyin, the letters are not yet what is meant.
  const [composing, compose] = useState(false);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (composing || text.trim() === value) return;
    const pause = setTimeout(() => search(text.trim() || undefined), 250);
    return () => clearTimeout(pause);
  }, [text, value, search, composing]);
  return (
    <Input
      data-search
      className="search-box"
      prefix={<SearchOutlined aria-hidden />}
      placeholder={hint}
      aria-label={`${t.common.search}：${hint}`}
      title={hint}
      value={text}
      allowClear
      maxLength={40}
      onChange={(event) => setText(event.target.value)}
      onCompositionStart={() => compose(true)}
      onCompositionEnd={() => compose(false)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Enter') search(text.trim() || undefined);
      }}
    />
  );
}
