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
  no_such_import: { status: 404, zh: '没有找到这次导入。', en: 'No such import.' },
  file_needed: {
    status: 400,
    zh: '请选择要导入的文件，并说明是花名册、站点清单还是网格边界。',
    en: 'Choose a file and say whether it is a roster, a site list or boundaries.',
  },
  state_moved: {
    status: 409,
    zh: '这次导入已不在这一步（可能别人已处理），请刷新页面看看现在的状态。',
    en: 'The import is no longer at this step: somebody may have gone on. Reload the page.',
  },
  file_gone: {
    status: 410,
    zh: '上传的文件已清除，请重新上传后再导入。',
    en: 'The uploaded file is gone: upload it again.',
  },
  legal_basis_needed: {
    status: 422,
    zh: '首次导入花名册，请先确认收集这些信息有合法依据（个人信息保护法第十三条）。',
    en: 'For the first roster, confirm the legal basis for keeping these data (PIPL art. 13).',
  },
  no_such_column: {
    status: 400,
    zh: '工作表或列的设置不对，请刷新页面后重新设置。',
    en: 'A sheet, column or meaning is not one of this file: reload and set it again.',
  },
  no_such_line: {
    status: 400,
    zh: '有一行不在待定之列，或没有这个选择，请刷新页面。',
    en: 'A line is not waiting for a decision, or has no such choice: reload the page.',
  },
  undo_over: {
    status: 409,
    zh: '这次导入不能撤销：还没有确认、已经撤销过，或已过 7 天。',
    en: 'This import cannot be undone: it is not confirmed, was undone already, or 7 days have passed.',
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
