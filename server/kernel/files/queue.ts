// A queue for work that is heavy on memory: few at once, few waiting, the rest is told to come back.

/** Runs `work` when it is its turn; undefined when too many wait already. */
export type Queue = <T>(work: () => Promise<T>) => Promise<T> | undefined;

/** A queue that runs `atOnce` pieces of work together and lets `waiting` more wait. */
export function makeQueue(atOnce: number, waiting: number): Queue {
  let running = 0;
  const line: (() => void)[] = [];
  return (work) => {
    if (running >= atOnce && line.length >= waiting) return undefined;
    const turn = new Promise<void>((begin) => {
      if (running >= atOnce) return void line.push(begin);
      running++;
      begin();
    });
    return turn.then(work).finally(() => {
      const next = line.shift();
      if (next) next();
      else running--;
    });
  };
}
