import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { hammingDistance } from './likeness.ts';
import { makePhotoIntake, type Photo } from './photo.ts';

const intake = makePhotoIntake();
const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));

async function taken(bytes: Uint8Array): Promise<Photo> {
  const answer = await intake(bytes);
  assert.ok('photo' in answer, JSON.stringify(answer));
  return answer.photo;
}
async function refusal(bytes: Uint8Array): Promise<string> {
  const answer = await intake(bytes);
  assert.ok('refused' in answer, 'refused');
  assert.match(answer.refused.zh, /。$/);
  return answer.refused.code;
}

/** Orange left, teal right, a white square top left: upright or not can be seen in three pixels. */
const drawing = (width = 192, height = 128) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 192 128" preserveAspectRatio="none">
    <rect width="96" height="128" fill="#c2410c"/><rect x="96" width="96" height="128" fill="#0b7285"/>
    <rect x="8" y="8" width="32" height="32" fill="#fff"/></svg>`,
  );
const exif = {
  IFD0: { Make: 'Phone', Artist: 'somebody' },
  IFD2: { DateTimeOriginal: '2026:11:20 08:15:30', OffsetTimeOriginal: '+08:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '40/1 4/1 30/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '113/1 18/1 0/1',
  },
};
const jpeg = (width?: number, height?: number) => sharp(drawing(width, height)).jpeg({ quality: 92 });

async function assertUpright(photo: Photo) {
  const { data, info } = await sharp(photo.picture).raw().toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height], [192, 128]);
  const near = (x: number, y: number, colour: number[]) =>
    colour.forEach((value, channel) => {
      const found = data[(y * info.width + x) * info.channels + channel] as number;
      assert.ok(Math.abs(found - value) < 8, `${found} for ${value} at ${x},${y}`);
    });
  near(60, 100, [0xc2, 0x41, 0x0c]);
  near(150, 60, [0x0b, 0x72, 0x85]);
  near(20, 20, [255, 255, 255]);
}

/** Nothing but the picture: neither in what sharp reads nor anywhere in the bytes. */
async function assertBare(photo: Photo) {
  for (const file of [photo.picture, photo.small]) {
    const { exif, icc, xmp, iptc, orientation } = await sharp(file).metadata();
    assert.deepEqual(
      { exif, icc, xmp, iptc, orientation },
      { exif: undefined, icc: undefined, xmp: undefined, iptc: undefined, orientation: undefined },
    );
    for (const trace of ['Exif', 'GPS', 'http://ns.adobe', 'Photoshop', 'ICC_PROFILE', 'somebody', 'Phone'])
      assert.equal(file.indexOf(trace), -1, trace);
  }
}

for (const format of ['jpeg', 'png', 'webp'] as const)
  test(`a ${format} with time and place loses both, and they are offered`, async () => {
    const photo = await taken(
      await sharp(drawing()).toFormat(format, { quality: 92 }).withExif(exif).toBuffer(),
    );
    await assertUpright(photo);
    await assertBare(photo);
    assert.equal(photo.takenAt, '2026-11-20T00:15:30Z');
    assert.ok(
      Math.abs((photo.takenPlace?.lng ?? 0) - 113.3) < 1e-6 &&
        Math.abs((photo.takenPlace?.lat ?? 0) - 40.075) < 1e-6,
    );
    assert.equal(photo.bytes, photo.picture.length);
    assert.match(photo.sha256, /^[0-9a-f]{64}$/);
    assert.match(photo.perceptualHash, /^[0-9a-f]{16}$/);
  });

/** How to store the upright picture, step by step, so that EXIF orientation n turns it upright again. */
const stored: Record<number, ((image: Sharp) => Sharp)[]> = {
  1: [],
  2: [(image) => image.flop()],
  3: [(image) => image.rotate(180)],
  4: [(image) => image.flip()],
  5: [(image) => image.rotate(90), (image) => image.flop()],
  6: [(image) => image.rotate(270)],
  7: [(image) => image.rotate(270), (image) => image.flop()],
  8: [(image) => image.rotate(90)],
};
for (const [orientation, turns] of Object.entries(stored))
  test(`orientation ${orientation} comes out upright`, async () => {
    let pixels = await sharp(drawing()).png().toBuffer();
    for (const turn of turns) pixels = await turn(sharp(pixels)).png().toBuffer();
    const turned = sharp(pixels).withMetadata({ orientation: Number(orientation) });
    await assertUpright(
      await taken(await turned.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer()),
    );
  });

for (const name of ['turned.heic', 'wide-colour.heic'])
  test(`${name} is decoded, upright and in sRGB`, async () => {
    const photo = await taken(fixture(name));
    await assertUpright(photo);
    await assertBare(photo);
    assert.equal(photo.takenAt, '2026-11-20T00:15:30Z');
    assert.equal(photo.takenPlace?.lng, 113.3);
  });

test('a large photo is kept at 1600 px with a thumbnail of 320 px', async () => {
  const photo = await taken(await jpeg(4000, 2000).toBuffer());
  assert.deepEqual([photo.width, photo.height], [1600, 800]);
  const small = await sharp(photo.small).metadata();
  assert.deepEqual([small.format, small.width, small.height], ['webp', 320, 160]);
});

test('grey, transparent, CMYK and 16-bit photos become plain RGB', async () => {
  const image = () => sharp(drawing());
  for (const bytes of [
    await image().greyscale().jpeg().toBuffer(),
    await image().toColourspace('cmyk').jpeg().toBuffer(),
    await image().toColourspace('rgb16').png().toBuffer(),
    await sharp({ create: { width: 40, height: 40, channels: 4, background: '#ff000000' } })
      .png()
      .toBuffer(),
  ]) {
    const { channels, depth, space } = await sharp((await taken(bytes)).picture).metadata();
    assert.deepEqual({ channels, depth, space }, { channels: 3, depth: 'uchar', space: 'srgb' });
  }
});

/** A picture with light and dark everywhere, different for each seed. */
function scene(seed: number): Buffer {
  const grey = (cell: number) => ((cell + 3) * (seed * 2654435761 + cell * 40503)) % 256;
  const cells = Array.from({ length: 48 }, (_, cell) => {
    const shade = grey(cell);
    return `<rect x="${(cell % 8) * 100}" y="${Math.floor(cell / 8) * 100}" width="100" height="100" fill="rgb(${shade},${shade},90)"/>`;
  });
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600">${cells.join('')}</svg>`,
  );
}

test('the likeness survives shrinking and re-encoding, and tells other pictures apart', async () => {
  const hashOf = async (image: Sharp) => (await taken(await image.toBuffer())).perceptualHash;
  const one = await hashOf(sharp(scene(1)).jpeg({ quality: 95 }));
  const again = await hashOf(sharp(scene(1)).resize(500).webp({ quality: 50 }));
  const other = await hashOf(sharp(scene(2)).jpeg({ quality: 95 }));
  assert.ok(hammingDistance(one, again) <= 6, `${hammingDistance(one, again)}`);
  assert.ok(hammingDistance(one, other) > 16, `${hammingDistance(one, other)}`);
  assert.equal(hammingDistance('0000000000000000', 'ffffffffffffffff'), 64);
});

test('everything else is refused', async () => {
  const gif = await sharp(drawing()).gif().toBuffer();
  const avif = await sharp(drawing()).avif().toBuffer();
  const tiff = await sharp(drawing()).tiff().toBuffer();
  for (const bytes of [
    gif,
    avif,
    tiff,
    drawing(),
    Buffer.from('%PDF-1.7\n'),
    Buffer.from('你好'),
    Buffer.from('MZ'),
  ])
    assert.equal(await refusal(bytes), 'photo_type');
  assert.equal(await refusal(Buffer.alloc(0)), 'photo_empty');
  assert.equal(await refusal(Buffer.alloc(15 * 1024 * 1024 + 1)), 'photo_too_large');
});

test('a photo that is also a document or an archive is refused', async () => {
  const whole = await jpeg().toBuffer();
  const comment = Buffer.from('%PDF-1.4');
  const withComment = Buffer.concat([
    whole.subarray(0, 2),
    Buffer.from([0xff, 0xfe, 0, comment.length + 2]),
    comment,
    whole.subarray(2),
  ]);
  assert.equal(await refusal(withComment), 'photo_type');
  const zipEnd = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]);
  assert.equal(await refusal(Buffer.concat([whole, zipEnd])), 'photo_type');
});

test('a photo cut short or overwritten is refused', async () => {
  const whole = {
    jpeg: await jpeg().toBuffer(),
    png: await sharp(drawing()).png().toBuffer(),
    webp: await sharp(drawing()).webp().toBuffer(),
    heic: fixture('turned.heic'),
  };
  for (const bytes of Object.values(whole))
    for (const share of [0.05, 0.5, 0.9])
      assert.match(
        await refusal(bytes.subarray(0, Math.max(16, bytes.length * share))),
        /^photo_(damaged|type)$/,
      );
  assert.equal(
    await refusal(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(500, 7)])),
    'photo_damaged',
  );
});

test('a decompression bomb is refused by its header', async () => {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(30_000, 0);
  header.writeUInt32BE(30_000, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const png = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  assert.equal(await refusal(png), 'photo_too_many_pixels');
});

test('a HEIC photo that takes too long is refused and its thread ended', async () => {
  const answer = await makePhotoIntake({ timeLimit: 1 })(fixture('turned.heic'));
  assert.equal('refused' in answer && answer.refused.code, 'photo_too_slow');
});

test('many at once: some wait, the rest are told to come back, none is lost', async () => {
  const bytes = await jpeg().toBuffer();
  const narrow = makePhotoIntake({ atOnce: 1, waiting: 2 });
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => narrow(bytes)));
  assert.deepEqual(
    answers.map((answer) => ('refused' in answer ? answer.refused.code : 'taken')),
    ['taken', 'taken', 'taken', 'photo_busy', 'photo_busy'],
  );
  assert.ok('photo' in (await narrow(bytes)));
});
