/** When to try again after the link broke: at once, then often, then ever more rarely; by chance, so that no crowd forms. */
export class Backoff {
  readonly #random: () => number;
  #since: number | undefined;
  #last = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Milliseconds from now until the next attempt. */
  next(now: number): number {
    if (this.#since === undefined) {
      this.#since = now;
      this.#last = FIRST_MILLIS;
      return this.#random() * FIRST_MILLIS;
    }
    const most = now - this.#since < OFTEN_FOR_MILLIS ? OFTEN_MILLIS : RARE_MILLIS;
    this.#last = Math.min(this.#last * 2, most);
    return this.#last * (0.5 + this.#random() / 2);
  }

  /** The link is there. */
  reset(): void {
    this.#since = undefined;
  }
}

const FIRST_MILLIS = 250;
const OFTEN_MILLIS = 1500;
const OFTEN_FOR_MILLIS = 10_000;
const RARE_MILLIS = 15_000;
