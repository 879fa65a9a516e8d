/** Tasks: names that did not match at registration, places without a grid, and the like. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import type { Static } from 'typebox';
import type { TaskList } from '../../../../server/cohesion/census/contract.ts';
import { ask, from, orThrow } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { Failing, Nothing, Waiting } from '../../parts/states.tsx';
import { When } from '../../parts/when.tsx';

type Task = Static<typeof TaskList>['tasks'][number];

/** The page on which a task's subject is looked at. */
const PAGES: Record<string, '/workers/$id' | '/sites/$id' | '/imports/$id' | '/reports/$id'> = {
  worker: '/workers/$id',
  site: '/sites/$id',
  import: '/imports/$id',
  report: '/reports/$id',
};

export function Tasks() {
  const { t } = useSpeech();
  const tasks = useQuery({
    ...from(['tasks'], (signal) => ask('GET /api/v1/tasks', { signal })),
    refetchInterval: 60_000,
  });
  return (
    <section className="panel">
      <h2>
        {t.workbench.tasks} {tasks.data && <span className="tab-count">{tasks.data.tasks.length}</span>}
      </h2>
      {tasks.error && <Failing failure={tasks.error} retry={() => tasks.refetch()} />}
      {tasks.isPending && <Waiting rows={4} />}
      {tasks.data?.tasks.length === 0 && (
        <Nothing title={t.workbench.noTasks} hint={t.workbench.noTasksHint} />
      )}
      <ul className="tasks">
        {tasks.data?.tasks.map((task) => (
          <OneTask key={task.id} task={task} />
        ))}
      </ul>
    </section>
  );
}

function OneTask({ task }: { task: Task }) {
  const { t, say } = useSpeech();
  const { message } = App.useApp();
  const store = useQueryClient();
  const [outcome, setOutcome] = useState<string | null>(null);
  const done = useMutation({
    mutationFn: (sentence: string) =>
      orThrow(ask('POST /api/v1/tasks/:id/done', { params: { id: task.id }, body: { outcome: sentence } })),
    onSuccess: () => {
      message.success(t.workbench.doneToast);
      store.invalidateQueries({ queryKey: ['tasks'] });
    },
    onError: (failure) => void message.error(say(failure.said)),
  });
  const page = task.subjectKind ? PAGES[task.subjectKind] : undefined;
  return (
    <li>
      <div>
        <strong>{say(task.title)}</strong>
        <span className="quiet">
          {task.community && `${task.community.name} · `}
          <When at={task.createdAt} />
        </span>
      </div>
      {outcome === null ? (
        <div className="buttons">
          {page && task.subject && (
            <Link to={page} params={{ id: task.subject }}>
              {t.workbench.go}
            </Link>
          )}
          <Button size="small" onClick={() => setOutcome('')}>
            {t.workbench.done}
          </Button>
        </div>
      ) : (
        <form
          className="task-done"
          onSubmit={(event) => {
            event.preventDefault();
            done.mutate(outcome);
          }}
        >
          <Input
            autoFocus
            aria-label={t.workbench.doneTitle}
            placeholder={t.workbench.doneHint}
            value={outcome}
            maxLength={100}
            onChange={({ target }) => setOutcome(target.value)}
          />
          <Button
            type="primary"
            htmlType="submit"
            disabled={outcome.trim().length < 2}
            loading={done.isPending}
          >
            {t.common.save}
          </Button>
          <Button onClick={() => setOutcome(null)}>{t.common.cancel}</Button>
        </form>
      )}
    </li>
  );
}
