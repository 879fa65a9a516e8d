/** The demo's ready-made sign-ins: one of each role, the others on demand. */
import { Button } from 'antd';
import type { Start } from '../../../../server/kernel/identity/contract.ts';
import { ask } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import type { Typed } from './sign-in.tsx';

interface Given {
  start: Start;
  busy: boolean;
  send: (typed: Typed & { totp?: string }) => void;
}
type DemoSignIn = Start['demoSignIns'][number];

/** 网格员（太和第一网格） → 网格员 */
const kindOf = ({ role }: DemoSignIn) => role.zh.replace(/（.*/, '');

export default function DemoSignIns({ start, busy, send }: Given) {
  const { t, say } = useSpeech();
  const all = start.demoSignIns;
  const first = all.filter((one, at) => all.findIndex((other) => kindOf(other) === kindOf(one)) === at);
  const others = all.filter((one) => !first.includes(one));
  // The six digits hold for half a minute, so they are asked for at the moment of the click.
  const enterAs = async (wanted: string) => {
    const now = await ask('GET /api/v1/start');
    const found = now.ok && now.value.demoSignIns.find(({ login }) => login === wanted);
    if (found) send({ login: found.login, password: found.password, totp: found.totp });
  };
  const buttons = (some: DemoSignIn[]) => (
    <ul>
      {some.map(({ role, login }) => (
        <li key={login}>
          <Button disabled={busy} onClick={() => enterAs(login)}>
            {say(role)}
          </Button>
        </li>
      ))}
    </ul>
  );
  return (
    <section className="demo-sign-ins">
      <h2>{t.signIn.demo}</h2>
      <p className="quiet">{t.signIn.demoHint}</p>
      {buttons(first)}
      {others.length > 0 && (
        <details>
          <summary>{t.signIn.demoMore(others.length)}</summary>
          {buttons(others)}
        </details>
      )}
    </section>
  );
}
