/** First run: which of the 41,352 subdistricts this is, and its first administrator. */
import { Alert, Button, Form, Input } from 'antd';
import { useRef, useState } from 'react';
import type { Subdistricts } from '../../../../server/kernel/identity/contract.ts';
import { newKey } from '../../../shared/key.ts';
import { ask } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { showInForm } from '../../parts/form-failure.ts';
import { Gate } from '../sign-in/gate.tsx';
import { FindStreet } from './find-street.tsx';

type Subdistrict = Subdistricts['subdistricts'][number];
interface Typed {
  name: string;
  login: string;
  password: string;
  again: string;
  setupCode?: string;
}

export default function FirstRun({ onDone }: { onDone: () => void }) {
  const { t, say } = useSpeech();
  const [street, choose] = useState<Subdistrict | null>(null);
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());
  const [form] = Form.useForm<Typed>();
  const rules = [{ required: true, message: t.common.required }];
  const send = async ({ again: _, setupCode, ...typed }: Typed) => {
    if (!street) return;
    setBusy(true);
    const body = { ...typed, street: street.street, setupCode: setupCode || undefined };
    const answer = await ask('POST /api/v1/first-run', { body, key: key.current });
    setBusy(false);
    if (answer.ok) return onDone();
    setRefusal(showInForm(form, answer, say) ? '' : say(answer.said));
  };
  return (
    <Gate title={t.firstRun.title} wide>
      <p>{t.firstRun.intro}</p>
      <h2>{t.firstRun.findStreet}</h2>
      {street ? (
        <div className="chosen-street">
          <div>
            <strong>{street.name}</strong>
            <span className="quiet">
              {street.within} · {street.street}
            </span>
          </div>
          <Button onClick={() => choose(null)}>{t.firstRun.change}</Button>
        </div>
      ) : (
        <FindStreet choose={choose} />
      )}
      <h2>{t.firstRun.account}</h2>
      <Form<Typed> form={form} layout="vertical" requiredMark={false} onFinish={send} disabled={!street}>
        {refusal && <Alert type="error" showIcon role="alert" title={refusal} className="refused" />}
        <div className="two">
          <Form.Item name="name" label={t.firstRun.name} rules={rules}>
            <Input autoComplete="name" maxLength={40} />
          </Form.Item>
          <Form.Item
            name="login"
            label={t.firstRun.login}
            extra={t.firstRun.loginHint}
            rules={[...rules, { pattern: /^[a-z0-9._-]{2,40}$/, message: t.firstRun.loginHint }]}
          >
            <Input autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={40} />
          </Form.Item>
          <Form.Item
            name="password"
            label={t.firstRun.password}
            extra={t.firstRun.passwordHint}
            rules={[...rules, { min: 10, message: t.firstRun.passwordHint }]}
          >
            <Input.Password autoComplete="new-password" maxLength={200} />
          </Form.Item>
          <Form.Item
            name="again"
            label={t.firstRun.again}
            dependencies={['password']}
            rules={[
              ...rules,
              ({ getFieldValue }) => ({
                validator: async (_, again) => {
                  if (again && again !== getFieldValue('password')) throw new Error(t.firstRun.mismatch);
                },
              }),
            ]}
          >
            <Input.Password autoComplete="new-password" maxLength={200} />
          </Form.Item>
          <Form.Item
            name="setupCode"
            label={`${t.firstRun.setupCode}${t.common.optional}`}
            extra={t.firstRun.setupHint}
          >
            <Input autoComplete="off" maxLength={40} />
          </Form.Item>
        </div>
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {t.firstRun.open}
        </Button>
      </Form>
    </Gate>
  );
}
