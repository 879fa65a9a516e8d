/** A step that needs a sentence. */
import { Button, Form, Input } from 'antd';
import { useSpeech } from '../../app/language.tsx';
import type { Sending } from './use-event.ts';

interface Given {
  action: 'not_solved' | 'remark';
  label: string;
  event: Sending;
  cancel: () => void;
}

export function NoteForm({ action, label, event, cancel }: Given) {
  const { t } = useSpeech();
  return (
    <Form layout="vertical" requiredMark={false} onFinish={({ note }) => event.send({ event: action, note })}>
      <Form.Item
        name="note"
        label={label}
        rules={[{ required: true, whitespace: true, message: t.common.required }]}
      >
        <Input.TextArea autoFocus rows={3} maxLength={500} showCount />
      </Form.Item>
      <div className="buttons">
        <Button type="primary" htmlType="submit" size="large" loading={event.busy === action}>
          {t.reports.send}
        </Button>
        <Button size="large" onClick={cancel}>
          {t.common.cancel}
        </Button>
      </div>
    </Form>
  );
}
