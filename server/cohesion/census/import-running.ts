/** The imports that this process is reading or writing: one task each, which can be stopped. */
import type { Kernel } from '../../kernel/kernel.ts';

interface Running {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

const tasks = new WeakMap<Kernel, Map<string, Running>>();

function tasksOf(kernel: Kernel): Map<string, Running> {
  const known = tasks.get(kernel) ?? new Map<string, Running>();
  tasks.set(kernel, known);
  return known;
}

/** Begins the work of an import in the background; `work` must not fail, it writes what went wrong. */
export function begin(
  kernel: Kernel,
  id: string,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const running = tasksOf(kernel);
  const abort = new AbortController();
  const before = running.get(id)?.done ?? Promise.resolve();
  const done = before
    .then(() => work(abort.signal))
    .finally(() => {
      if (running.get(id)?.abort === abort) running.delete(id);
    });
  running.set(id, { abort, done });
  return done;
}

/** Whether this process works on the import. */
export const isRunning = (kernel: Kernel, id: string): boolean => tasksOf(kernel).has(id);

/** Asks the work on an import to stop. */
export function stop(kernel: Kernel, id: string): void {
  tasksOf(kernel).get(id)?.abort.abort();
}

/** Stops everything and waits till it has stopped: before the database closes. */
export async function stopAll(kernel: Kernel): Promise<void> {
  const all = [...tasksOf(kernel).values()];
  for (const { abort } of all) abort.abort();
  await Promise.allSettled(all.map(({ done }) => done));
}
