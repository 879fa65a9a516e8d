/** The phone stays masked until a purpose is given; the worker sees who looked and why. */
import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { ask, orThrow } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';

export function RevealPhone({ worker, masked }: { worker: string; masked: string | null }) {
  const { t, say } = useSpeech();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const [form] = Form.useForm<{ purpose: string }>();
  const reveal = useMutation({
    mutationFn: (purpose: string) =>
      orThrow(ask('POST /api/v1/workers/:id/reveal', { params: { id: worker }, body: { purpose } })),
    onSuccess: () => setAsking(false),
    onError: (failure) => void message.error(say(failure.said)),
  });
  if (!masked) return <span className="quiet">{t.workers.noPhone}</span>;
  if (reveal.data?.phone)
    return (
      <Typography.Text className="figures" copyable>
        {reveal.data.phone}
      </Typography.Text>
    );
  return (
    <>
      <span className="figures">{masked}</span>{' '}
      {!asking && (
        <Button size="small" onClick={() => setAsking(true)}>
          {t.workers.reveal}
        </Button>
      )}
      {asking && (
        <Form
          form={form}
          layout="vertical"
          className="inline-form"
          onFinish={({ purpose }) => reveal.mutate(purpose)}
        >
          <Form.Item
            name="purpose"
            label={t.workers.purpose}
            extra={t.workers.purposeHint}
            rules={[{ required: true, min: 2, message: t.common.required }]}
          >
            <Input autoFocus maxLength={100} />
          </Form.Item>
          <div className="buttons purposes">
            {t.workers.purposes.map((purpose) => (
              <Button key={purpose} size="small" onClick={() => form.setFieldValue('purpose', purpose)}>
                {purpose}
              </Button>
            ))}
          </div>
          <div className="buttons">
            <Button type="primary" htmlType="submit" loading={reveal.isPending}>
              {t.workers.show}
            </Button>
            <Button onClick={() => setAsking(false)}>{t.common.cancel}</Button>
          </div>
        </Form>
      )}
    </>
  );
}
