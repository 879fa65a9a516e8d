/** Decides what a visitor sees: first run, sign-in, second factor, or the pages. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Failing, Waiting } from '../parts/states.tsx';
import { onFailure } from './ask.ts';
import { useSpeech } from './language.tsx';
import { meQuery, SessionProvider, startQuery } from './session.tsx';

const FirstRun = lazy(() => import('../pages/first-run/first-run.tsx'));
const SignIn = lazy(() => import('../pages/sign-in/sign-in.tsx'));
const SecondFactor = lazy(() => import('../pages/sign-in/second-factor.tsx'));
const Pages = lazy(() => import('./router.tsx'));

export function Door() {
  return <Suspense fallback={<Waiting />}>{useInside()}</Suspense>;
}

function useInside(): ReactNode {
  const store = useQueryClient();
  const start = useQuery({ ...startQuery, staleTime: Number.POSITIVE_INFINITY });
  const me = useQuery({ ...meQuery, enabled: start.data?.firstRun === false, staleTime: 60_000 });
  if (start.error) return <Failing failure={start.error} retry={() => start.refetch()} />;
  if (!start.data) return <Waiting />;
  const entered = async () => {
    await store.invalidateQueries({ queryKey: startQuery.queryKey });
    await store.refetchQueries({ queryKey: meQuery.queryKey });
  };
  if (start.data.firstRun) return <FirstRun onDone={entered} />;
  if (!me.data) {
    if (me.error?.code === 'signed_out' || me.error?.status === 401)
      return <SignIn start={start.data} onDone={entered} />;
    if (me.error) return <Failing failure={me.error} retry={() => me.refetch()} />;
    return <Waiting />;
  }
  if (me.data.kind !== 'staff') return <SignIn start={start.data} onDone={entered} />;
  if (!me.data.totp) return <SecondFactor onDone={entered} />;
  return (
    <SessionProvider value={{ me: me.data, start: start.data }}>
      <Pages />
      <SignInAgain />
    </SessionProvider>
  );
}

/** The session ended while somebody was working: sign in over the page, so that nothing typed is lost. */
function SignInAgain() {
  const { t } = useSpeech();
  const store = useQueryClient();
  const start = useQuery(startQuery);
  const [ended, setEnded] = useState(false);
  useEffect(() => onFailure((failure) => failure.code === 'signed_out' && setEnded(true)), []);
  if (!ended || !start.data) return null;
  return (
    <Modal open footer={null} closable={false} title={t.signIn.ended} width={420}>
      <SignIn
        start={start.data}
        bare
        onDone={() => {
          setEnded(false);
          store.invalidateQueries();
        }}
      />
    </Modal>
  );
}
