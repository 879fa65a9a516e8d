/** The frame of the pages before somebody is inside: a card, the name, the language. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useSpeech } from '../../app/language.tsx';

export function Gate({
  title,
  sub,
  wide,
  children,
}: {
  title: string;
  sub?: string;
  wide?: boolean;
  children: ReactNode;
}) {
  const { t, language, speak } = useSpeech();
  return (
    <main className="gate">
      <div className={wide ? 'gate-card gate-wide' : 'gate-card'}>
        <header className="gate-head">
          <img src={`${import.meta.env.BASE_URL}mark.svg`} alt="" width={40} height={40} />
          <div>
            <strong>{t.name}</strong>
            <span className="quiet">{sub ?? t.signIn.sub}</span>
          </div>
          <Button type="text" size="small" onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>
            {t.other}
          </Button>
        </header>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
