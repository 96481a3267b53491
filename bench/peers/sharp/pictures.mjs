// Makes with sharp what the worker makes: variants, ThumbHash, dominant colour. A line `FORM FILE` asks, a line of numbers answers.
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';

sharp.cache(false);
sharp.concurrency(1);

const longestSides = [2048, 1024, 320];
const box = (side) => ({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
const webp = (picture) => picture.webp({ quality: 80, effort: 4 }).toBuffer();
const jpeg = (picture) => picture.flatten({ background: '#fff' }).jpeg({ quality: 82, progressive: true }).toBuffer();
const small = (picture) => picture.resize({ width: 100, height: 100, fit: 'inside' }).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
const hash = ({ data, info }) => rgbaToThumbHash(info.width, info.height, data);
const colour = async (picture) => (await picture.stats()).dominant;

// a pipeline for each file
const variants = async (file) => {
  const made = [];
  for (const side of longestSides) {
    made.push(await webp(sharp(file).autoOrient().resize(box(side))));
    made.push(await jpeg(sharp(file).autoOrient().resize(box(side))));
  }
  return made;
};
const ofPixels = ({ data, info: { width, height, channels } }) => sharp(data, { raw: { width, height, channels } });

const forms = {
  // as the documentation of sharp and of ThumbHash shows it: a pipeline an output
  async usual(file) {
    return { made: await variants(file), hash: hash(await small(sharp(file).autoOrient())), colour: await colour(sharp(file)) };
  },
  // the same, but the colour is that of the small picture
  async thrifty(file) {
    const pixels = await small(sharp(file).autoOrient());
    return { made: await variants(file), hash: hash(pixels), colour: await colour(ofPixels(pixels)) };
  },
  // decoded once, each size out of the one before
  async cascade(file) {
    const made = [];
    let larger = sharp(file).autoOrient();
    for (const side of longestSides) {
      const { data, info } = await larger.resize(box(side)).raw().toBuffer({ resolveWithObject: true });
      const raw = { width: info.width, height: info.height, channels: info.channels };
      made.push(await webp(sharp(data, { raw })));
      made.push(await jpeg(sharp(data, { raw })));
      larger = sharp(data, { raw });
    }
    const pixels = await small(larger);
    return { made, hash: hash(pixels), colour: await colour(ofPixels(pixels)) };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [form, path] = line.split('\t');
  const file = await readFile(path);
  const cpu = process.cpuUsage();
  const began = process.hrtime.bigint();
  const { made } = await forms[form](file);
  const nanos = process.hrtime.bigint() - began;
  const used = process.cpuUsage(cpu);
  const bytes = made.reduce((sum, one) => sum + one.length, 0);
  console.log([(used.user + used.system) * 1000, nanos, made.length, bytes].join('\t'));
}
