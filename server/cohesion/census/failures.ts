/** What can go wrong with the ledger and its imports. */
import { failures } from '../../kernel/http/problem.ts';

export const fail = failures({
  no_such_worker: {
    status: 404,
    zh: '没有找到这个人，或不在您的范围内。',
    en: 'No such person, or not within your reach.',
  },
  no_such_site: { status: 404, zh: '没有找到这个站点。', en: 'No such site.' },
  no_such_task: {
    status: 404,
    zh: '没有找到这件事，可能别人已处理。',
    en: 'No such task: somebody may have done it.',
  },
  unknown_area: {
    status: 400,
    zh: '没有这个社区或网格，请重新选择。',
    en: 'There is no such community or grid: choose again.',
  },
  bad_after: {
    status: 400,
    zh: '翻页位置不对，请从第一页重新开始。',
    en: 'That page key is not one of ours: start from the first page.',
  },
});
