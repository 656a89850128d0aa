const SALT = Buffer.from('ZKSO', 'latin1');
const MIX = 0x32;

function reverseBits(word: number): number {
  let reversed = 0;
  for (let bit = 0; bit < 32; bit += 1) reversed = ((reversed << 1) | ((word >>> bit) & 1)) >>> 0;
  return reversed;
}

/** The 4 bytes of AUTH for a comm key (0 to 999999) and the session id of this very connection (zk.md B.5). */
export function scrambleCommKey(commKey: number, session: number): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE((reverseBits(commKey >>> 0) + session) % 0x1_0000_0000);
  const [, second = 0, third = 0, fourth = 0] = sum.map((byte, i) => byte ^ (SALT[i] ?? 0));
  return Buffer.from([third ^ MIX, fourth ^ MIX, MIX, second ^ MIX]);
}
