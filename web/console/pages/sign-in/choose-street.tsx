/** Which subdistrict, where an installation holds several; a chunk of its own, since most hold one. */
import { Form, Select } from 'antd';
import type { Start } from '../../../../server/kernel/identity/contract.ts';
import { useSpeech } from '../../app/language.tsx';

export default function ChooseStreet({ streets }: { streets: Start['streets'] }) {
  const { t } = useSpeech();
  return (
    <Form.Item name="street" label={t.signIn.street} rules={[{ required: true, message: t.common.required }]}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={streets.map(({ code, name }) => ({ value: code, label: name }))}
      />
    </Form.Item>
  );
}
