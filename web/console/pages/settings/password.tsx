/** 我的密码. */
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { ask, orThrow } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { showInForm } from '../../parts/form-failure.ts';
import { Page } from '../../parts/page.tsx';

interface Typed {
  old: string;
  new: string;
  again: string;
}

export default function Password() {
  const { t, say } = useSpeech();
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  const [refusal, setRefusal] = useState('');
  const change = useMutation({
    mutationFn: ({ again: _, ...body }: Typed) => orThrow(ask('PUT /api/v1/me/password', { body })),
    onSuccess: () => {
      setRefusal('');
      form.resetFields();
      message.success(t.settings.passwordChanged);
    },
    onError: (failure) => setRefusal(showInForm(form, failure, say) ? '' : say(failure.said)),
  });
  const rules = [{ required: true, message: t.common.required }];
  return (
    <Page title={t.settings.password}>
      <Form<Typed>
        form={form}
        layout="vertical"
        className="panel narrow-form"
        requiredMark={false}
        onFinish={(typed) => change.mutate(typed)}
      >
        <p className="quiet">{t.settings.passwordIntro}</p>
        {refusal && <Alert type="error" showIcon role="alert" title={refusal} className="refused" />}
        <Form.Item name="old" label={t.settings.oldPassword} rules={rules}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="new"
          label={t.settings.newPassword}
          rules={[...rules, { min: 10, message: t.firstRun.passwordHint }]}
        >
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="again"
          label={t.firstRun.again}
          dependencies={['new']}
          rules={[
            ...rules,
            ({ getFieldValue }) => ({
              validator: async (_, again) => {
                if (again && again !== getFieldValue('new')) throw new Error(t.firstRun.mismatch);
              },
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t.common.save}
        </Button>
      </Form>
    </Page>
  );
}
