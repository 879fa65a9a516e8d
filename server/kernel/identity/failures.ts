/** What can go wrong while signing in or keeping accounts. */
import { failures } from '../http/problem.ts';

export const fail = failures({
  wrong_sign_in: {
    status: 401,
    zh: '登录名或密码不对，请再输一次。',
    en: 'The login or the password is wrong: try again.',
  },
  totp_needed: {
    status: 401,
    zh: '请输入手机验证器上的六位数字。',
    en: 'Enter the six digits from your authenticator app.',
  },
  wrong_totp: {
    status: 401,
    zh: '六位数字不对或已用过，请等下一个再输。',
    en: 'The six digits are wrong or already used: wait for the next ones.',
  },
  locked: {
    status: 429,
    zh: '连续输错太多次，账号暂时锁定。请稍后再试，或请街道管理员解锁。',
    en: 'Too many wrong tries: the account is locked for a while. Try later, or ask the street administrator.',
  },
  which_street: { status: 400, zh: '请先选择街道。', en: 'Choose the subdistrict first.' },
  no_such_street: {
    status: 404,
    zh: '这里没有这个街道。请检查二维码或网址。',
    en: 'This installation has no such subdistrict: check the QR code or address.',
  },
  already_set_up: {
    status: 409,
    zh: '系统已经设置过了，请直接登录。',
    en: 'This installation is set up already: sign in instead.',
  },
  setup_code: {
    status: 403,
    zh: '请输入启动时窗口里显示的设置码。',
    en: 'Enter the set-up code that the start printed.',
  },
  unknown_subdistrict: {
    status: 400,
    zh: '没有这个街道编码，请从列表里选。',
    en: 'There is no subdistrict with this code: choose from the list.',
  },
  login_taken: {
    status: 409,
    zh: '这个登录名已有人用，请换一个。',
    en: 'This login is taken: choose another.',
  },
  scope_needed: { status: 400, zh: '这个角色要选社区或网格。', en: 'This role needs a community or grids.' },
  unknown_area: {
    status: 400,
    zh: '没有这个社区或网格，请重新选择。',
    en: 'There is no such community or grid: choose again.',
  },
  weak_password: {
    status: 400,
    zh: '这个密码太容易猜到：至少10个字，不要用登录名、手机号或常见密码。',
    en: 'This password is easy to guess: at least 10 characters, not your login, a phone number or a common one.',
  },
  no_such_staff: { status: 404, zh: '没有找到这位工作人员。', en: 'No such member of staff.' },
  not_yourself: {
    status: 409,
    zh: '不能停用自己的账号，请由另一位管理员操作。',
    en: 'You cannot end your own account: another administrator must do it.',
  },
});
