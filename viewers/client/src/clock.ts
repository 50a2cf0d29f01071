/** How many seconds with events the offset is learned from. */
const SECONDS_KEPT = 30;
const FORGET_MILLIS = 600_000;

/**
 * The clock of one gateway as this viewer sees it: step 4 of consumers.md.
 *
 * The least of all samples is the difference of the two clocks plus the shortest way, since no way is negative.
 */
export class GatewayClock {
  readonly #toleranceMillis: number;
  #seconds: { since: number; sample: number }[] = [];

  constructor(toleranceMillis: number) {
    this.#toleranceMillis = toleranceMillis;
  }

  /** Learns from an event that came now, fresh or not. */
  hear(now: number, capturedMillis: number, ageMillis: number): void {
    const sample = now - capturedMillis - ageMillis;
    const last = this.#seconds.at(-1);
    if (last && now - last.since < 1000) {
      last.sample = Math.min(last.sample, sample);
      return;
    }
    this.#seconds.push({ since: now, sample });
    this.#seconds = this.#seconds.filter(({ since }) => now - since < FORGET_MILLIS).slice(-SECONDS_KEPT);
  }

  /** How far the own clock is ahead of the gateway's, the shortest way included; NaN before the first event. */
  get offset(): number {
    return this.#seconds.length === 0 ? NaN : Math.min(...this.#seconds.map(({ sample }) => sample));
  }

  /** One sample may be that of a late event; two of different seconds, or one that fits synchronised clocks, are enough. */
  get trusted(): boolean {
    return this.#seconds.length > 1 || Math.abs(this.offset) <= this.#toleranceMillis;
  }

  /** A time of the gateway by the own clock; NaN while the offset cannot be trusted. */
  toOwn(gatewayMillis: number): number {
    return this.trusted ? gatewayMillis + this.offset : NaN;
  }
}
