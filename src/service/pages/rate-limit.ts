/** Lets so many through at once and then one every so often, for each key. Kept in memory: it protects one process, and what must hold everywhere is derived from the database. */
export class RateLimit {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  /**
   * @param burst how many may come at once
   * @param everyMs milliseconds in which one more is allowed
   * @param keys keys kept in mind; beyond, those longest unheard are forgotten, so that a flood of addresses cannot fill the memory
   */
  constructor(
    private readonly burst: number,
    private readonly everyMs: number,
    private readonly keys = 20_000,
  ) {}

  /** Whether one more of this key may come now. */
  take(key: string, at: number): boolean {
    const bucket = this.buckets.get(key) ?? { tokens: this.burst, at };
    const tokens = Math.min(this.burst, bucket.tokens + Math.max(0, at - bucket.at) / this.everyMs);
    this.buckets.delete(key);
    this.buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
    if (this.buckets.size > this.keys) this.forgetOldest();
    return tokens >= 1;
  }

  private forgetOldest(): void {
    const oldest = this.buckets.keys().next();
    if (!oldest.done) this.buckets.delete(oldest.value);
  }
}

/** The network that an address belongs to, as far as a limit goes: an IPv6 home has a whole /64. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('%')[0]?.split('::', 2) ?? [];
  const left = head.split(':').filter(Boolean);
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const all = tail === undefined ? left : [...left, ...new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return all.slice(0, 4).map((group) => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':');
}
