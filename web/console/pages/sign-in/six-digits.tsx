/** Six digits of an authenticator: pasted or typed, sent as soon as they are complete. */
import { Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useSpeech } from '../../app/language.tsx';

interface Given {
  hint: string;
  button: string;
  busy: boolean;
  send: (digits: string) => void;
}

export function SixDigits({ hint, button, busy, send }: Given) {
  const { t } = useSpeech();
  const [digits, setDigits] = useState('');
  const type = (text: string) => {
    const only = text.normalize('NFKC').replace(/\D/g, '').slice(0, 6);
    setDigits(only);
    if (only.length === 6 && only !== digits && !busy) send(only);
  };
  // A refused code is of no further use.
  useEffect(() => {
    if (!busy) setDigits((old) => (old.length === 6 ? '' : old));
  }, [busy]);
  return (
    <Form layout="vertical" size="large" onFinish={() => digits.length === 6 && send(digits)}>
      <Form.Item label={t.signIn.codeLabel} htmlFor="six-digits" extra={hint}>
        <Input
          id="six-digits"
          className="six-digits"
          autoFocus
          inputMode="numeric"
          autoComplete="one-time-code"
          value={digits}
          onChange={(event) => type(event.target.value)}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy} disabled={digits.length < 6}>
        {button}
      </Button>
    </Form>
  );
}
