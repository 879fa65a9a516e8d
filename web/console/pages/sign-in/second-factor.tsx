/** Setting up the second factor: scan, then confirm one code. */
import { useQuery } from '@tanstack/react-query';
import { Typography } from 'antd';
import { useState } from 'react';
import type { Failure } from '../../../shared/api.ts';
import { ask, from } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { Failing, Waiting } from '../../parts/states.tsx';
import { Gate } from './gate.tsx';
import { Refused } from './sign-in.tsx';
import { SixDigits } from './six-digits.tsx';

export default function SecondFactor({ onDone }: { onDone: () => void }) {
  const { t } = useSpeech();
  const offer = useQuery({
    ...from(['totp-offer'], (signal) => ask('POST /api/v1/me/totp', { signal })),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const confirm = async (totp: string) => {
    setBusy(true);
    const answer = await ask('PUT /api/v1/me/totp', { body: { totp } });
    setBusy(false);
    if (answer.ok) onDone();
    else setFailure(answer);
  };
  return (
    <Gate title={t.secondFactor.title}>
      <p>{t.secondFactor.intro}</p>
      {offer.error && <Failing failure={offer.error} retry={() => offer.refetch()} />}
      {offer.isPending && <Waiting rows={4} />}
      {offer.data && (
        <>
          <h2>{t.secondFactor.step1}</h2>
          <img className="totp-qr" src={offer.data.qr} alt={t.secondFactor.step1} />
          <p className="quiet">{t.secondFactor.apps}</p>
          <p className="quiet">
            {t.secondFactor.manual}：
            <Typography.Text code copyable>
              {offer.data.secret}
            </Typography.Text>
          </p>
          <h2>{t.secondFactor.step2}</h2>
          {failure && <Refused failure={failure} />}
          <SixDigits hint="" button={t.secondFactor.confirm} busy={busy} send={confirm} />
        </>
      )}
    </Gate>
  );
}
