// What an authenticator app does: RFC 6238 with SHA-1, six digits and steps of 30 seconds (RFC 4226 for the digits).
import { createHmac } from 'node:crypto';

const STEP = 30;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code that the app shows for a key so many seconds from now; it goes by the machine's clock, in the demo too. */
export function codeIn(seconds: number, key: string): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor((Date.now() / 1000 + seconds) / STEP)));
  const mac = createHmac('sha1', decoded(key)).update(counter).digest();
  const at = mac[mac.length - 1] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Base32 without padding (RFC 4648), as the page shows the key. */
function decoded(key: string): Buffer {
  let bits = '';
  for (const letter of key.replaceAll(/[\s=]/g, '')) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) throw new Error(`no letter of Base32: ${letter}`);
    bits += value.toString(2).padStart(5, '0');
  }
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => parseInt(byte, 2)));
}
