// Pictures for documents: a screen has few colours, and a PNG with a palette is a third of the size.
import { deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 160;
const BY_COUNT = 80;

/** A screenshot again, with at most 160 colours. */
export function withPalette(png: Buffer): Buffer {
  const { width, height, colours } = decoded(png);
  const palette = chosen(colours);
  const nearest = new Map<number, number>();
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = colours[y * width + x];
      let index = nearest.get(colour);
      if (index === undefined) nearest.set(colour, (index = closest(palette, colour)));
      lines[y * (width + 1) + 1 + x] = index;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const table = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', table),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The pixels of what Chromium writes: eight bits, RGB or RGBA, not interlaced. */
function decoded(png: Buffer): { width: number; height: number; colours: Uint32Array } {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const bytes = { 2: 3, 6: 4 }[png[25]];
  if (png[24] !== 8 || !bytes || png[28] !== 0) throw new Error('not a picture as Chromium writes them');
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * bytes;
  let above = new Uint8Array(stride);
  const colours = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const line = unfiltered(raw[start], raw.subarray(start + 1, start + 1 + stride), above, bytes);
    for (let x = 0; x < width; x++) {
      const at = x * bytes;
      colours[y * width + x] = (line[at] << 16) | (line[at + 1] << 8) | line[at + 2];
    }
    above = line;
  }
  return { width, height, colours };
}

function unfiltered(filter: number, line: Uint8Array, above: Uint8Array, bytes: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(line.length);
  for (let at = 0; at < line.length; at++) {
    const left = at >= bytes ? result[at - bytes] : 0;
    const corner = at >= bytes ? above[at - bytes] : 0;
    const guess = [0, left, above[at], (left + above[at]) >> 1, paeth(left, above[at], corner)][filter];
    result[at] = line[at] + guess;
  }
  return result;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

/** The most used colours, then those that are used and far from every colour so far: a red mark is small, but red. */
function chosen(colours: Uint32Array): number[] {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const candidates = [...counts].sort((one, other) => other[1] - one[1]);
  const palette = candidates.slice(0, BY_COUNT).map(([colour]) => colour);
  const rest = candidates.slice(BY_COUNT).map(([colour, count]) => {
    const far = Math.min(...palette.map((other) => distance(colour, other)));
    return { colour, weight: Math.sqrt(count), far };
  });
  while (palette.length < COLOURS && rest.length > 0) {
    const best = rest.reduce((one, other) => (other.weight * other.far > one.weight * one.far ? other : one));
    palette.push(best.colour);
    for (const other of rest) other.far = Math.min(other.far, distance(other.colour, best.colour));
  }
  return palette;
}

function closest(palette: number[], colour: number): number {
  let best = 0;
  let least = Infinity;
  palette.forEach((other, index) => {
    const far = distance(colour, other);
    if (far < least) [best, least] = [index, far];
  });
  return best;
}

function distance(one: number, other: number): number {
  const red = (one >> 16) - (other >> 16);
  const green = ((one >> 8) & 255) - ((other >> 8) & 255);
  const blue = (one & 255) - (other & 255);
  return red * red + green * green + blue * blue;
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(checksum(body));
  return Buffer.concat([length, body, sum]);
}

/** CRC-32, as the chunks of a PNG end with. */
function checksum(data: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
