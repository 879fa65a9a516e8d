/** Keyboard for everything frequent; `?` shows what there is. */
import { Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useSpeech } from '../app/language.tsx';

export interface Key {
  key: string;
  what: string;
  run: () => void;
}
interface Held {
  keys: Key[];
  /** these work inside a dialog or drawer */
  over: boolean;
}

const held: Held[] = [];

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !/^(checkbox|radio|button)$/.test((target as HTMLInputElement).type ?? '');

const dialogOpen = () =>
  document.querySelector('.ant-modal-wrap:not([style*="none"]), .ant-drawer-open') !== null;
/** Enter belongs to a focused link or button itself. */
const ownsEnter = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('a, button, [role=tab], [role=menuitem]') !== null;

/** Keys of a part while it is shown; what was shown last wins. */
export function useKeys(keys: Key[], { over = false } = {}): void {
  const mine = useRef<Held>({ keys, over });
  mine.current.keys = keys;
  useEffect(() => {
    const own = mine.current;
    held.push(own);
    return () => {
      held.splice(held.indexOf(own), 1);
    };
  }, []);
}

function pressed(event: KeyboardEvent): Key | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === 'Enter' && ownsEnter(event.target)) return;
  const open = dialogOpen();
  return held
    .filter(({ over }) => over || !open)
    .reverse()
    .flatMap(({ keys }) => keys)
    .find(({ key }) => key === event.key);
}

/** Listens for the whole console, and shows the list of keys. */
export function KeyHelp() {
  const { t } = useSpeech();
  const [shown, show] = useState(false);
  useKeys([
    { key: '?', what: t.keys.help, run: () => show(true) },
    {
      key: '/',
      what: t.keys.search,
      run: () => document.querySelector<HTMLInputElement>('[data-search] input, input[data-search]')?.focus(),
    },
  ]);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const key = pressed(event);
      if (!key) return;
      event.preventDefault();
      key.run();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  const seen = new Map(held.flatMap(({ keys }) => keys).map(({ key, what }) => [key, what]));
  return (
    <Modal open={shown} onCancel={() => show(false)} footer={null} title={t.keys.title} width={380}>
      <dl className="keys">
        {[...seen].map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
