/** Assignment by hand, with a reason that stays in the history. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Select } from 'antd';
import { useRef } from 'react';
import type { Override, WorkerDetail } from '../../../../server/cohesion/census/contract.ts';
import { newKey } from '../../../shared/key.ts';
import { useAreas } from '../../app/areas.ts';
import { ask, orThrow } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { showInForm } from '../../parts/form-failure.ts';

interface Typed {
  community: string;
  grid?: string;
  reason: string;
}

export function OverrideForm({ worker, done }: { worker: WorkerDetail; done: () => void }) {
  const { t, say } = useSpeech();
  const { message } = App.useApp();
  const { communities, grids } = useAreas();
  const store = useQueryClient();
  const key = useRef(newKey());
  const [form] = Form.useForm<Typed>();
  const community = Form.useWatch('community', form) ?? worker.community?.code;
  const override = useMutation({
    mutationFn: ({ grid, ...typed }: Typed) => {
      const body: Override = { ...typed, grid: grid ?? null };
      return orThrow(
        ask('POST /api/v1/workers/:id/assignments', { params: { id: worker.id }, body, key: key.current }),
      );
    },
    onSuccess: (changed) => {
      store.setQueryData(['workers', worker.id], changed);
      store.invalidateQueries({ queryKey: ['workers'] });
      message.success(t.common.saved);
      done();
    },
    onError: (failure) => {
      if (!showInForm(form, failure, say)) message.error(say(failure.said));
    },
  });
  const rules = [{ required: true, message: t.common.required }];
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      className="panel"
      requiredMark={false}
      initialValues={{ community: worker.community?.code, grid: worker.grid?.code }}
      onFinish={(typed) => override.mutate(typed)}
    >
      <p className="quiet">{t.workers.overrideHint}</p>
      <div className="two">
        <Form.Item name="community" label={t.workers.community} rules={rules}>
          <Select
            autoFocus
            showSearch={{ optionFilterProp: 'label' }}
            options={communities}
            onChange={() => form.setFieldValue('grid', undefined)}
          />
        </Form.Item>
        <Form.Item name="grid" label={`${t.workers.grid}${t.common.optional}`}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={grids.filter((grid) => grid.community === community)}
          />
        </Form.Item>
      </div>
      <Form.Item
        name="reason"
        label={t.workers.reason}
        rules={[...rules, { min: 2, message: t.common.required }]}
      >
        <Input.TextArea rows={2} maxLength={200} showCount />
      </Form.Item>
      <div className="buttons">
        <Button type="primary" htmlType="submit" loading={override.isPending}>
          {t.common.save}
        </Button>
        <Button onClick={done}>{t.common.cancel}</Button>
      </div>
    </Form>
  );
}
