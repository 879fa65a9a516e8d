/** 处置反馈: the outcome and a photo that proves it. */
import { Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import type { ReportDetail } from '../../../../server/governance/reports/contract.ts';
import { useSpeech } from '../../app/language.tsx';
import { ProofPhotos } from './proof-photos.tsx';
import type { Sending } from './use-event.ts';

interface Given {
  report: ReportDetail;
  event: Sending;
  cancel: () => void;
}

/** Who decides on the others is a second person (domain rules, section 4); the handler proposes. */
const OUTCOMES = ['solved', 'not_solvable', 'not_ours', 'unreasonable'] as const;

export function FinishForm({ event, cancel }: Given) {
  const { t } = useSpeech();
  const [photos, setPhotos] = useState<File[]>([]);
  const [form] = Form.useForm<{ outcome: string; note?: string }>();
  const solved = (Form.useWatch('outcome', form) ?? 'solved') === 'solved';
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ outcome: 'solved' }}
      onFinish={({ outcome, note }) => event.send({ event: 'finish', outcome, note }, photos)}
    >
      <Form.Item name="outcome" label={t.reports.outcome}>
        <Radio.Group
          className="radios"
          options={OUTCOMES.map((value) => ({ value, label: t.reports.outcomes[value] }))}
        />
      </Form.Item>
      <Form.Item
        name="proof"
        label={t.reports.proof}
        rules={[
          {
            validator: async () => {
              if (solved && photos.length === 0) throw new Error(t.reports.proofNeeded);
            },
          },
        ]}
      >
        <ProofPhotos
          photos={photos}
          change={(next) => {
            setPhotos(next);
            form.setFields([{ name: 'proof' as never, errors: [] }]);
          }}
        />
      </Form.Item>
      <Form.Item
        name="note"
        label={solved ? `${t.reports.noteFinish}${t.common.optional}` : t.reports.noteFinish}
        rules={[{ required: !solved, message: t.common.required }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      <div className="buttons">
        <Button type="primary" htmlType="submit" size="large" loading={event.busy === 'finish'}>
          {t.common.confirm}
        </Button>
        <Button size="large" onClick={cancel}>
          {t.common.cancel}
        </Button>
      </div>
    </Form>
  );
}
