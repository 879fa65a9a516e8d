/** Moving a site's point: first who would be affected, then the move with everybody reassigned in one step. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, InputNumber } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import type { SiteRow } from '../../../../server/cohesion/census/contract.ts';
import { ask, orThrow } from '../../app/ask.ts';
import { useSpeech } from '../../app/language.tsx';
import { AffectedPeople } from '../../parts/affected.tsx';
import { StreetMap } from '../../parts/street-map.tsx';

type Place = NonNullable<SiteRow['point']>;
/** Where the pin starts when a site has no point yet: the middle of the map is as good as any. */
const SOMEWHERE: Place = { lng: 113.359, lat: 40.094 };

export function MoveSite({ site, done }: { site: SiteRow; done: () => void }) {
  const { t, say } = useSpeech();
  const { message } = App.useApp();
  const store = useQueryClient();
  const [point, setPoint] = useState<Place>(site.point ?? SOMEWHERE);
  const put = (confirm: boolean) =>
    orThrow(
      ask('PUT /api/v1/sites/:id/point', {
        params: { id: site.id },
        body: { point, ...(confirm ? { confirm } : {}) },
      }),
    );
  const look = useMutation({
    mutationFn: () => put(false),
    onError: (failure) => void message.error(say(failure.said)),
  });
  const confirm = useMutation({
    mutationFn: () => put(true),
    onSuccess: () => {
      for (const key of ['sites', 'workers', 'map']) store.invalidateQueries({ queryKey: [key] });
      message.success(t.sites.moved);
      done();
    },
    onError: (failure) => void message.error(say(failure.said)),
  });
  const { reset } = look;
  const place = useCallback(
    (next: Place) => {
      setPoint(next);
      reset();
    },
    [reset],
  );
  const pin = useMemo(() => ({ ...point, move: place }), [point, place]);
  return (
    <div className="panel">
      <p className="quiet">{t.sites.moveHint}</p>
      <StreetMap pin={pin} label={t.sites.move} />
      <div className="buttons move-figures">
        <InputNumber
          prefix={t.sites.lng}
          aria-label={t.sites.lng}
          value={point.lng}
          min={70}
          max={140}
          step={0.0001}
          onChange={(lng) => lng !== null && place({ ...point, lng })}
        />
        <InputNumber
          prefix={t.sites.lat}
          aria-label={t.sites.lat}
          value={point.lat}
          min={0}
          max={60}
          step={0.0001}
          onChange={(lat) => lat !== null && place({ ...point, lat })}
        />
      </div>
      {look.data && <AffectedPeople affected={look.data.affected} />}
      <div className="buttons">
        {look.data ? (
          <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate()}>
            {t.sites.confirmMove}
          </Button>
        ) : (
          <Button type="primary" loading={look.isPending} onClick={() => look.mutate()}>
            {t.sites.moveAsk}
          </Button>
        )}
        <Button onClick={done}>{t.common.cancel}</Button>
      </div>
    </div>
  );
}
