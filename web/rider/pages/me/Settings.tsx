/** What this phone remembers: language and type size; and the way out. */

import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { ask } from '../../api.ts';
import { unsent } from '../../drafts/drafts.ts';
import { Cells, SwitchCell } from '../../parts/cells.tsx';
import { forgetAnswers } from '../../service-worker/register.ts';
import { language, say, speak, t } from '../../session/language.ts';
import { sawSignedOut } from '../../session/session.ts';
import { largeType, setLargeType } from '../../session/type-size.ts';

export const Settings = () => (
  <>
    <Cells title={t().me.settings}>
      <fieldset class="cell cell-wraps">
        <legend class="unseen">{t().me.language}</legend>
        <span class="cell-main" aria-hidden="true">
          {t().me.language}
        </span>
        <span class="either">
          <Speaks code="zh" name="中文" />
          <Speaks code="en" name="English" />
        </span>
      </fieldset>
      <SwitchCell
        label={t().me.largeType}
        detail={t().me.largeTypeIs}
        on={largeType.value}
        onChange={setLargeType}
      />
    </Cells>
    <SignOut />
  </>
);

const Speaks = ({ code, name }: { code: 'zh' | 'en'; name: string }) => (
  <button
    type="button"
    lang={code}
    aria-pressed={language.value === code}
    onClick={() => void speak(code).catch(() => undefined)}
  >
    {name}
  </button>
);

function SignOut() {
  const { route } = useLocation();
  const [sure, setSure] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const waiting = unsent.value.length;
  const leave = async () => {
    const answer = await ask('DELETE /api/v1/session');
    if (!answer.ok && answer.status !== 401) return setWrong(say(answer.said));
    await forgetAnswers();
    sawSignedOut();
    route('/', true);
  };
  if (!sure)
    return (
      <button type="button" class="button button-plain" onClick={() => setSure(true)}>
        {t().me.signOut}
      </button>
    );
  return (
    <div class="sure">
      {waiting > 0 && <p>{t().me.signOutUnsent(waiting)}</p>}
      {wrong && (
        <p class="field-wrong" role="alert">
          {wrong}
        </p>
      )}
      <div class="pair">
        <button type="button" class="button button-plain" onClick={() => setSure(false)}>
          {t().cancel}
        </button>
        <button type="button" class="button" onClick={() => void leave()}>
          {t().me.signOutYes}
        </button>
      </div>
    </div>
  );
}
