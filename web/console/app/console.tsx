/** Everything around the pages: styles, language, queries, and who is there. */
import { StyleProvider } from '@ant-design/cssinjs';
import { QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import { queries } from './ask.ts';
import { Door } from './door.tsx';
import { LanguageProvider, useSpeech } from './language.tsx';
import { useTheme } from './theme.ts';

const LOCALES = { zh, en };

function Dressed() {
  const { language } = useSpeech();
  return (
    <ConfigProvider
      theme={useTheme()}
      locale={LOCALES[language]}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <App>
        <Door />
      </App>
    </ConfigProvider>
  );
}

export const Console = () => (
  <StyleProvider layer>
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <Dressed />
      </LanguageProvider>
    </QueryClientProvider>
  </StyleProvider>
);
