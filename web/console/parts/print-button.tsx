/** Prints the page; a phone has no use for it. */
import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useSpeech } from '../app/language.tsx';
import { useNarrow } from './narrow.ts';

export function PrintButton() {
  const { t } = useSpeech();
  if (useNarrow()) return null;
  return (
    <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
      {t.common.print}
    </Button>
  );
}
