import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { before, test } from 'node:test';
import { checkAccessible, checkQuiet, openDesk, openPhone, screenshot } from './browser.ts';
import { whenFileEnds } from './closing.ts';

const page = (body: string) =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>暖新</title></head><body>${body}</body></html>`;
const pages: Record<string, string> = {
  '/good': page('<main><h1>暖新 水泊寺街道</h1><button>随手拍</button></main>'),
  '/bad': page('<main><h1>暖新</h1><img src="/none.png"></main>'),
  '/forbidden': page('<main><h1>暖新</h1></main><script>document.title = "inline"</script>'),
};
let url = '';

before(async () => {
  const server = createServer((request, reply) => {
    const body = pages[request.url ?? ''];
    const headers = { 'content-type': 'text/html', 'content-security-policy': "default-src 'self'" };
    reply.writeHead(body ? 200 : 404, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenFileEnds(() => server.close());
  const address = server.address();
  url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
});

test('a phone and a desk show Chinese, and a picture can be taken', async () => {
  const phone = await openPhone(`${url}/good`);
  assert.equal(await phone.evaluate('innerWidth'), 360);
  // A missing glyph is drawn as wide as any other missing one; real ones differ from a blank.
  const widths = await phone.evaluate(`(() => {
    const draw = (text) => { const c = document.createElement('canvas').getContext('2d'); c.font = '40px sans-serif';
      c.fillText(text, 0, 40); return c.getImageData(0, 0, 60, 60).data.join(); };
    return new Set(['暖', '新', '站', '\\u{10fffd}'].map(draw)).size; })()`);
  assert.equal(widths, 4);
  const desk = await openDesk(`${url}/good`);
  assert.ok(existsSync(await screenshot(desk, 'harness')));
});

test('the accessibility check passes a good page and names what is wrong with a bad one', async () => {
  await checkAccessible(await openPhone(`${url}/good`));
  await assert.rejects(checkAccessible(await openPhone(`${url}/bad`)), /image-alt/);
});

test('what a page is forbidden to do is noticed', async () => {
  checkQuiet(await openPhone(`${url}/good`));
  const forbidden = await openPhone(`${url}/forbidden`);
  assert.throws(() => checkQuiet(forbidden), /Content Security Policy/);
});
