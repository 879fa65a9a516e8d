import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { fileFacts } from './file-facts.ts';

const blank = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } });
const exif = {
  IFD2: { DateTimeOriginal: '2026:11:24 18:02:11', OffsetTimeOriginal: '+08:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '40/1 5/1 4020/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '113/1 22/1 10/1',
  },
};
const bytesOf = async (picture: ReturnType<typeof blank>) => new Uint8Array(await picture.toBuffer()).buffer;

for (const format of ['jpeg', 'webp', 'png'] as const)
  test(`time and place are read from a ${format}`, async () => {
    const facts = fileFacts(await bytesOf(blank().withExif(exif).toFormat(format)));
    assert.equal(facts.takenAt, '2026-11-24T10:02:11.000Z');
    assert.deepEqual(facts.point, { lng: 113.369444, lat: 40.0945 });
  });

test('a time without a zone is taken as time in China', async () => {
  const bytes = await bytesOf(
    blank()
      .withExif({ IFD2: { DateTimeOriginal: '2026:11:24 08:00:00' } })
      .jpeg(),
  );
  assert.deepEqual(fileFacts(bytes), { takenAt: '2026-11-24T00:00:00.000Z', point: null });
});

test('a place of zeros is no place', async () => {
  const nowhere = { ...exif.IFD3, GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' };
  assert.equal(fileFacts(await bytesOf(blank().withExif({ IFD3: nowhere }).jpeg())).point, null);
});

test('a file that tells nothing, or is broken anywhere, is just not known', async () => {
  assert.deepEqual(fileFacts(await bytesOf(blank().jpeg())), { takenAt: null, point: null });
  const whole = new Uint8Array(await bytesOf(blank().withExif(exif).jpeg()));
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, value, length) => {
      const broken = whole.slice(0, length);
      if (at < length) broken[at] = value;
      const { takenAt, point } = fileFacts(broken.buffer);
      assert.ok(takenAt === null || !Number.isNaN(Date.parse(takenAt)));
      assert.ok(point === null || (Number.isFinite(point.lng) && Number.isFinite(point.lat)));
    }),
  );
});
