/** How each step of a report is called on its timeline, and by whom it was done. */
import type { Said } from '../../kernel/http/contract.ts';
import { rejectionByCode } from './rejections.ts';

const titles: Record<string, Said> = {
  submit: { zh: '已上报', en: 'Reported' },
  accept: { zh: '已受理', en: 'Accepted' },
  reject: { zh: '不予受理', en: 'Not accepted' },
  withdraw: { zh: '已撤回', en: 'Withdrawn' },
  merge: { zh: '已合并到另一件', en: 'Merged into another report' },
  dispatch: { zh: '已派遣', en: 'Dispatched' },
  return: { zh: '被退回', en: 'Returned' },
  start: { zh: '开始处置', en: 'Being handled' },
  finish: { zh: '处置完成，等待核查', en: 'Handled, to be verified' },
  verify: { zh: '核查通过，已结案', en: 'Verified and closed' },
  not_solved: { zh: '核查未通过，继续处置', en: 'Not solved, handled again' },
  reopen: { zh: '上报人反映没有解决，重新处置', en: 'Reopened by the reporter' },
  hand_over: { zh: '转交', en: 'Handed over' },
  ask_extension: { zh: '申请延期', en: 'Extension asked' },
  grant_extension: { zh: '同意延期', en: 'Extension granted' },
  refuse_extension: { zh: '不同意延期', en: 'Extension refused' },
  interim: { zh: '阶段答复', en: 'Interim answer' },
  remind: { zh: '催办', en: 'Reminder' },
  escalate: { zh: '升级督办', en: 'Escalated' },
  remark: { zh: '补充说明', en: 'Remark' },
  rate: { zh: '上报人评价', en: 'Rated by the reporter' },
};

export const outcomes: Record<string, Said> = {
  solved: { zh: '已解决', en: 'Solved' },
  not_solvable: { zh: '暂时无法解决', en: 'Cannot be solved for now' },
  not_ours: { zh: '不属于本街道', en: 'Not within this subdistrict' },
  unreasonable: { zh: '诉求不合理', en: 'Unreasonable' },
};

/** The step's name, with the outcome or the reason of refusal where there is one. */
export function eventTitle(event: string, detail: Record<string, unknown>): Said {
  const title = titles[event] ?? { zh: event, en: event };
  const reason = typeof detail.reason === 'string' ? rejectionByCode.get(detail.reason) : undefined;
  if (reason)
    return {
      zh: `${title.zh}：${reason.name.zh}。${reason.channel.zh}`,
      en: `${title.en}: ${reason.name.en}. ${reason.channel.en}`,
    };
  const outcome = typeof detail.outcome === 'string' ? outcomes[detail.outcome] : undefined;
  if (outcome && event === 'finish')
    return { zh: `处置结果：${outcome.zh}，等待核查`, en: `Outcome: ${outcome.en}, to be verified` };
  return title;
}

/** Who did a step, as the reader may know it: the reporter is never named to staff here. */
export function byWhom(
  event: { actor_kind: string; actor: string | null },
  reporter: string | null,
  staff: ReadonlyMap<string, string>,
  isMine: boolean,
): Said {
  if (event.actor_kind === 'system') return { zh: '系统', en: 'System' };
  if (event.actor_kind === 'worker') {
    if (isMine && event.actor === reporter) return { zh: '我', en: 'Me' };
    return { zh: '上报人', en: 'Reporter' };
  }
  const name = event.actor ? staff.get(event.actor) : undefined;
  return { zh: name ?? '工作人员', en: name ?? 'Staff' };
}
