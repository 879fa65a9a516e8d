/** What can go wrong while registering or signing in as a worker. */
import { failures } from '../../kernel/http/problem.ts';

export const fail = failures({
  bad_phone: {
    status: 400,
    zh: '手机号不对：请输入11位手机号。',
    en: 'That is no mobile number: enter the 11 digits.',
  },
  too_soon: {
    status: 429,
    zh: '验证码刚发过，请稍等再要。',
    en: 'A code was sent just now: wait a little before asking again.',
  },
  too_many_codes: {
    status: 429,
    zh: '这个手机号今天要的验证码太多了，请明天再试或到驿站请工作人员帮忙。',
    en: 'Too many codes for this phone today: try tomorrow, or ask at the station.',
  },
  wrong_code: {
    status: 401,
    zh: '验证码不对，请再看一下短信。',
    en: 'The code is wrong: look at the message again.',
  },
  code_expired: {
    status: 401,
    zh: '验证码已失效，请重新获取。',
    en: 'The code is no longer valid: ask for a new one.',
  },
  ticket_expired: {
    status: 401,
    zh: '手机号验证已过期，请重新获取验证码。填好的内容会保留。',
    en: 'The phone check has run out: ask for a new code. What you typed is kept.',
  },
  bad_name: {
    status: 400,
    zh: '姓名请填身份证上的名字，只能是文字。',
    en: 'Enter your name as on your identity card: letters only.',
  },
  consent_outdated: {
    status: 409,
    zh: '说明有更新，请重新阅读并同意。',
    en: 'The notice has changed: read it again and agree.',
  },
  no_such_site: {
    status: 400,
    zh: '没有这个站点，请从列表里选。',
    en: 'There is no such site: choose from the list.',
  },
  unknown_role: { status: 400, zh: '没有这个志愿角色。', en: 'There is no such volunteer role.' },
  already_registered: {
    status: 409,
    zh: '这个手机号已经报到过了，请直接登录。',
    en: 'This phone is registered already: sign in instead.',
  },
  bad_vehicle: {
    status: 400,
    zh: '没有这种车辆，请从列表里选。',
    en: 'There is no such vehicle: choose from the list.',
  },
});
