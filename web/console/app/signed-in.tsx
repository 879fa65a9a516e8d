/** Name, roles, language and the way out, at the foot of the menu. */
import { App, Button } from 'antd';
import { ask } from './ask.ts';
import { useSpeech } from './language.tsx';
import { useSession } from './session.tsx';

export function SignedIn() {
  const { t, say, language, speak } = useSpeech();
  const { me } = useSession();
  const { message } = App.useApp();
  const leave = async () => {
    const left = await ask('DELETE /api/v1/session');
    if (!left.ok && left.status !== 401) return void message.error(say(left.said));
    // A fresh page keeps nothing of what was shown.
    window.location.assign('/console/');
  };
  return (
    <div className="signed-in">
      <div>
        <strong>{me.name}</strong>
        <span className="quiet">{me.roles.map((role) => t.roles[role]).join('、')}</span>
      </div>
      <div className="signed-in-actions">
        <Button size="small" type="text" onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>
          {t.other}
        </Button>
        <Button size="small" type="text" onClick={leave}>
          {t.menu.signOut}
        </Button>
      </div>
    </div>
  );
}
