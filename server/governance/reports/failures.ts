/** What can go wrong while filing or handling a report. */
import { failures } from '../../kernel/http/problem.ts';
import type { Refused } from './states.ts';

export const fail = failures({
  no_such_report: {
    status: 404,
    zh: '没有找到这件上报，或不在您的范围内。',
    en: 'No such report, or not within your reach.',
  },
  no_such_photo: {
    status: 404,
    zh: '没有找到这张照片，或您不能看。',
    en: 'No such photo, or not yours to see.',
  },
  unknown_category: {
    status: 400,
    zh: '没有这个类别，请重新选择。',
    en: 'There is no such category: choose again.',
  },
  photo_needed: {
    status: 400,
    zh: '这类问题要拍一张照片，请先拍照。',
    en: 'This kind of report needs a photo: take one first.',
  },
  too_many_photos: { status: 400, zh: '最多6张照片，请去掉几张。', en: 'At most 6 photos: remove some.' },
  place_needed: {
    status: 400,
    zh: '请选一个地点：用手机位置、在地图上点，或选社区。',
    en: 'Choose a place: the phone’s position, a tap on the map, or a community.',
  },
  outside_street: {
    status: 422,
    zh: '这个地点不在本街道范围内。请在地图上改一下位置；若确实在别处，请打12345。',
    en: 'This place is outside the subdistrict: move the pin; if it really is elsewhere, call 12345.',
  },
  unknown_community: {
    status: 400,
    zh: '没有这个社区，请重新选择。',
    en: 'There is no such community: choose again.',
  },
  sent_already: {
    status: 409,
    zh: '这张照片您今天已经报过了，不用再报。',
    en: 'You sent this photo within the last day already; no need to send it again.',
  },
  report_field: {
    status: 400,
    zh: '上报内容读不懂，请重新填写。草稿还在。',
    en: 'The field `report` must be JSON of the report. The draft is kept.',
  },
  event_field: {
    status: 400,
    zh: '操作内容读不懂，请刷新后再试。',
    en: 'The field `event` must be JSON of the event.',
  },
  state_changed: {
    status: 409,
    zh: '这件上报刚刚有了新进展，请看过最新情况再操作。您写的文字还在。',
    en: 'This report has moved on: look at the latest first. What you wrote is kept.',
  },
  unknown_event: { status: 400, zh: '没有这种操作。', en: 'There is no such step.' },
  wrong_state: {
    status: 409,
    zh: '现在这一步做不了：这件上报已经不在这个状态。',
    en: 'Not possible now: the report is no longer in that state.',
  },
  not_yours: { status: 403, zh: '这一步不由您来做。', en: 'This step is not yours to take.' },
  own_work: {
    status: 403,
    zh: '自己处置的，要由别人来核查。',
    en: 'What you handled yourself must be checked by somebody else.',
  },
  only_once: {
    status: 409,
    zh: '这一步只能做一次，已经做过了。',
    en: 'This can be done once, and was done.',
  },
  too_early: { status: 409, zh: '还没到这一步。', en: 'It is too early for this step.' },
  too_late: { status: 409, zh: '已经过了可以这样做的时间。', en: 'The time for this step is over.' },
  reason_needed: {
    status: 400,
    zh: '请从列表里选不予受理的原因。',
    en: 'Choose the reason of refusal from the list.',
  },
  note_needed: { status: 400, zh: '请写一句说明，让对方知道为什么。', en: 'Write a sentence that says why.' },
  note_too_long: { status: 400, zh: '说明太长了，请写短一些。', en: 'The note is too long: shorten it.' },
  proof_needed: {
    status: 400,
    zh: '请拍一张处置后的照片作证明。',
    en: 'Take a photo of the place as it is now, as proof.',
  },
  outcome_needed: { status: 400, zh: '请选处置结果。', en: 'Choose the outcome.' },
  rating_needed: { status: 400, zh: '请打1到5分。', en: 'Rate from 1 to 5.' },
});

/** Every refusal of the state table has a sentence of its own. */
export const refusal = (refused: Refused) => fail(refused);
