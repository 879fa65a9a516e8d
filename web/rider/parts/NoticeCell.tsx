/** One in-app message; it leads to the report it is about. */
import type { Notices } from '../../../server/cohesion/registration/contract.ts';
import { say, t, when } from '../session/language.ts';
import { Cell } from './cells.tsx';

export type Notice = Notices['notices'][number];

export const NoticeCell = ({ notice: { title, body, at, report, read } }: { notice: Notice }) => (
  <Cell
    icon="bell"
    href={report ? `/reports/${report}` : undefined}
    label={
      <>
        {say(title)}
        {!read && <span class="mark mark-new">{t().home.new}</span>}
      </>
    }
    detail={
      <>
        {say(body)}
        <span class="cell-time">{when(at)}</span>
      </>
    }
  />
);
