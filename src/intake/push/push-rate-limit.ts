/** So many requests a second on average, and so many at once. */
export interface RateLimit {
  perSecond: number;
  burst: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** One token bucket per key (an address, a serial number); the keys seen longest ago are forgotten when there are too many. */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly limit: RateLimit | null,
    private readonly now: () => number,
    private readonly mostKeys = 10_000,
  ) {}

  /** Takes one request of the key's allowance; false when there is none left. */
  allow(key: string): boolean {
    if (this.limit === null) return true;
    const { perSecond, burst } = this.limit;
    const at = this.now();
    const before = this.buckets.get(key) ?? { tokens: burst, at };
    const tokens = Math.min(burst, before.tokens + (Math.max(0, at - before.at) / 1000) * perSecond);
    this.buckets.delete(key);
    this.buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
    this.forgetOldest();
    return tokens >= 1;
  }

  private forgetOldest(): void {
    if (this.buckets.size <= this.mostKeys) return;
    const oldest = this.buckets.keys().next();
    if (oldest.done !== true) this.buckets.delete(oldest.value);
  }
}
