/** Whether an account is in use, and ending it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm } from 'antd';
import type { StaffMember } from '../../../../server/kernel/identity/contract.ts';
import { ask, orThrow } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { useSession } from '../../app/session.tsx';

export function AccountState({ person }: { person: StaffMember }) {
  const { t, say } = useSpeech();
  const { me } = useSession();
  const { message } = App.useApp();
  const store = useQueryClient();
  const words = t.settings;
  const end = useMutation({
    mutationFn: () => orThrow(ask('DELETE /api/v1/staff/:id', { params: { id: person.id } })),
    onSuccess: () => store.invalidateQueries({ queryKey: ['staff'] }),
    onError: (failure) => void message.error(say(failure.said)),
  });
  if (person.state === 'ended') return <span className="quiet">{words.ended}</span>;
  return (
    <>
      {words.active}{' '}
      {person.id !== me.id && (
        <Popconfirm
          title={words.endTitle}
          description={words.endBody}
          okText={words.end}
          onConfirm={() => end.mutate()}
        >
          <Button size="small" loading={end.isPending}>
            {words.end}
          </Button>
        </Popconfirm>
      )}
    </>
  );
}
