/** A new account: role, where it holds, and a first password that is shown once. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Select, Typography } from 'antd';
import { useState } from 'react';
import type { NewStaff, Role } from '../../../../server/kernel/identity/contract.ts';
import { newKey } from '../../../shared/key.ts';
import { useAreas } from '../../app/areas.ts';
import { ask, orThrow } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { showInForm } from '../../parts/form-failure.ts';

const ROLES: readonly Role[] = ['grid_worker', 'community_worker', 'dispatcher', 'street_admin', 'auditor'];

export function NewStaffForm({ close }: { close: () => void }) {
  const { t, say } = useSpeech();
  const words = t.settings;
  const { communities, grids } = useAreas();
  const store = useQueryClient();
  const [key] = useState(newKey);
  const [refusal, setRefusal] = useState('');
  const [form] = Form.useForm<NewStaff>();
  const role = Form.useWatch('role', form);
  const community = Form.useWatch('community', form);
  const make = useMutation({
    mutationFn: (typed: NewStaff) => {
      const body: NewStaff =
        typed.role === 'grid_worker' ? { ...typed, community: undefined } : { ...typed, grids: undefined };
      return orThrow(ask('POST /api/v1/staff', { body, key }));
    },
    onSuccess: () => store.invalidateQueries({ queryKey: ['staff'] }),
    onError: (failure) => setRefusal(showInForm(form, failure, say) ? '' : say(failure.said)),
  });
  const rules = [{ required: true, message: t.common.required }];
  if (make.data)
    return (
      <Modal
        open
        title={words.made}
        footer={
          <Button type="primary" onClick={close}>
            {t.common.close}
          </Button>
        }
        closable={false}
      >
        <p>{words.madeHint}</p>
        <dl className="facts">
          <div>
            <dt>{words.login}</dt>
            <dd>{make.data.login}</dd>
          </div>
          <div>
            <dt>{words.firstPassword}</dt>
            <dd>
              <Typography.Text code copyable className="first-password">
                {make.data.firstPassword}
              </Typography.Text>
            </dd>
          </div>
        </dl>
      </Modal>
    );
  return (
    <Modal
      open
      title={words.newStaff}
      okText={t.common.save}
      okButtonProps={{ loading: make.isPending }}
      onOk={form.submit}
      onCancel={close}
    >
      {refusal && <Alert type="error" showIcon role="alert" title={refusal} className="refused" />}
      <Form<NewStaff>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(typed) => make.mutate(typed)}
      >
        <div className="two">
          <Form.Item name="name" label={words.name} rules={rules}>
            <Input autoFocus maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="login"
            label={words.login}
            rules={[...rules, { pattern: /^[a-z0-9._-]{2,40}$/, message: t.firstRun.loginHint }]}
          >
            <Input maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} />
          </Form.Item>
          <Form.Item name="title" label={`${words.jobTitle}${t.common.optional}`}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="role" label={words.role} rules={rules}>
            <Select options={ROLES.map((value) => ({ value, label: t.roles[value] }))} />
          </Form.Item>
        </div>
        {(role === 'community_worker' || role === 'grid_worker') && (
          <Form.Item name="community" label={words.community} rules={rules}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={communities}
              onChange={() => form.setFieldValue('grids', undefined)}
            />
          </Form.Item>
        )}
        {role === 'grid_worker' && (
          <Form.Item name="grids" label={words.grids} rules={rules}>
            <Select mode="multiple" options={grids.filter((grid) => grid.community === community)} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
