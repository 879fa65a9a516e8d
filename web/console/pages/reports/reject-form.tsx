/** 不予受理: only for a listed reason, each naming the right channel; the reporter is told. */
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Radio } from 'antd';
import { useSpeech } from '../../app/language.tsx';
import { Failing, Waiting } from '../../parts/states.tsx';
import { rejectionsQuery } from './report-queries.ts';
import type { Sending } from './use-event.ts';

export function RejectForm({ event, cancel }: { event: Sending; cancel: () => void }) {
  const { t, say } = useSpeech();
  const listed = useQuery({ ...rejectionsQuery, staleTime: 300_000 });
  if (listed.error) return <Failing failure={listed.error} retry={() => listed.refetch()} />;
  if (!listed.data) return <Waiting rows={4} />;
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={({ reason, note }) => event.send({ event: 'reject', reason, note })}
    >
      <Form.Item
        name="reason"
        label={t.reports.rejectReason}
        rules={[{ required: true, message: t.reports.chooseReason }]}
      >
        <Radio.Group
          className="radios radios-tall"
          options={listed.data.reasons.map(({ code, name, channel }) => ({
            value: code,
            label: (
              <>
                {say(name)}
                <span className="quiet">
                  {t.reports.channel}：{say(channel)}
                </span>
              </>
            ),
          }))}
        />
      </Form.Item>
      <Form.Item name="note" label={`${t.reports.noteReject}${t.common.optional}`}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      <div className="buttons">
        <Button type="primary" danger htmlType="submit" size="large" loading={event.busy === 'reject'}>
          {t.reports.actions.reject}
        </Button>
        <Button size="large" onClick={cancel}>
          {t.common.cancel}
        </Button>
      </div>
    </Form>
  );
}
