// The log of the whole main job, at its most talkative, holds nobody's name, phone, words, codes or tokens.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastCode, shuibosi, startApi } from './harness/api.ts';
import { drawStreet, fileReport, gridsOf, middle, picture, type SceneGrid } from './harness/scene.ts';

test('the log names routes, statuses and times, and nothing of anybody', async () => {
  const lines: string[] = [];
  const api = await startApi({ logTo: { write: (line) => void lines.push(line) } });
  const grids = gridsOf(shuibosi, ['003', '004']);
  const grid = grids[0] as SceneGrid;
  const [site = ''] = await drawStreet(api.kernel, shuibosi, grids);
  const phone = '19960001357';
  const rider = await api.registered({ name: '上官若兰', phone, site });
  const gridWorker = await api.staff('grid_worker', { community: grid.community, grid: grid.code });
  const dispatcher = await api.staff('dispatcher');
  const admin = await api.staff('street_admin');

  const id = (await fileReport(rider, grid, { body: '电线垂到地上', placeNote: '七号楼门口' })).json()
    .id as string;
  const act = (who: typeof rider, body: object, photos: Buffer[] = []) =>
    who.postParts(
      `/api/v1/reports/${id}/events`,
      ['event', body],
      photos.map((bytes) => ({ bytes })),
    );
  await act(gridWorker, { event: 'accept', seq: 1 });
  await act(gridWorker, { event: 'finish', seq: 2, note: '已通知供电所' }, [await picture()]);
  assert.equal((await act(dispatcher, { event: 'verify', seq: 3 })).statusCode, 200);
  await admin.get(`/api/v1/workers?search=${encodeURIComponent('上官')}`);
  await admin.post(`/api/v1/workers/${rider.id}/reveal`, { purpose: '通知领取雨衣' });

  // What goes wrong is where values slip out.
  await rider.post('/api/v1/reports', { category: 'x', body: '电线垂到地上' });
  await api
    .holder('')
    .post('/api/v1/staff-sessions', { street: shuibosi, login: 'shangguan', password: '秘密口令12345' });
  await api.app.inject({
    method: 'POST',
    url: '/api/v1/codes',
    headers: { 'content-type': 'application/json' },
    payload: `{"phone":"${phone}",`,
  });
  await api.database.owner.query('alter table messages add constraint none check (false) not valid');
  const failed = await api.holder('').post('/api/v1/codes', { street: shuibosi, phone: '19960002468' });
  assert.equal(failed.statusCode, 500);
  await rider.post('/api/v1/reports', {
    category: 'riders.gate',
    point: middle(grid),
    placeSource: 'map',
    body: '电线垂到地上',
  });

  const log = lines.join('\n');
  assert.ok(lines.length > 15);
  assert.match(log, /"route":"\/api\/v1\/reports\/:id\/events","status":200/);
  assert.match(log, /"constraint":"none"/, 'a failure is told with what helps to mend it');
  const code = new RegExp(`\\b${await lastCode(api.kernel, phone)}\\b`);
  assert.ok(!lines.some((line) => code.test(line)), 'a code is in the log');
  const secrets = {
    name: '上官若兰',
    'part of the name': '上官',
    phone,
    'another phone': '19960002468',
    'masked phone': '199****1357',
    'hash of the phone': api.kernel.cipher.phoneHash(phone).toString('hex'),
    text: '电线',
    place: '七号楼',
    note: '供电所',
    purpose: '雨衣',
    password: '秘密口令',
    login: 'shangguan',
    'the word before a code': '验证码',
    'worker’s token': rider.cookie.split('.')[1] ?? '',
    'staff’s token': admin.cookie.split('.')[1] ?? '',
    'id of the worker': rider.id,
    address: '10.1.',
    'search in an address': encodeURIComponent('上官'),
  };
  for (const [what, secret] of Object.entries(secrets)) {
    assert.ok(secret.length > 1, what);
    const found = lines.find((line) => line.includes(secret));
    assert.equal(found, undefined, `${what} is in the log`);
  }
});
