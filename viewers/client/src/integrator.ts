import type { Rate } from "./wire.ts";

/** Frames further apart than this count as this far: who looked away for a minute finds the view where it was. */
const MAX_SECONDS = 0.1;

/** One rate that is on. */
interface Going<Info> {
  rate: Rate;
  info: Info;
  /** When it was last moved by, or began. */
  since: number;
  readonly move: (deflectionSeconds: Rate, info: Info) => void;
}

/**
 * Turns rates into steps, once a frame: rate × seconds since the last frame. Pure, time in milliseconds is passed in.
 *
 * The newest value counts for the whole frame. What has ended moves nothing any more, not even for the rest of a frame.
 */
export class Integrator<Info> {
  readonly #going = new Map<string, Going<Info>>();

  /** Begins, or goes on at another rate. */
  set(key: string, rate: Rate, info: Info, now: number, move: (deflectionSeconds: Rate, info: Info) => void): void {
    const going = this.#going.get(key);
    if (going) Object.assign(going, { rate, info });
    else this.#going.set(key, { rate, info, since: now, move });
  }

  end(key: string): void {
    this.#going.delete(key);
  }

  get busy(): boolean {
    return this.#going.size > 0;
  }

  frame(now: number): void {
    for (const going of this.#going.values()) {
      const seconds = Math.min(Math.max(now - going.since, 0) / 1000, MAX_SECONDS);
      going.since = now;
      if (seconds > 0) going.move(scaled(going.rate, seconds), going.info);
    }
  }
}

/** A rate times a number, or times one number for each axis. */
export function scaled(rate: Rate, by: Rate): Rate {
  if (typeof rate === "number") return rate * (typeof by === "number" ? by : (by[0] ?? 1));
  return rate.map((v, axis) => v * (typeof by === "number" ? by : (by[axis] ?? 1)));
}

/**
 * Hands on whole steps only and keeps what is left over for the next frame, for what moves by slices or images.
 *
 *     navicast.on("slice.scroll", wholeSteps((slices) => scrollBy(slices)));
 */
export function wholeSteps<Info>(step: (steps: number, info: Info) => void): (amount: number, info: Info) => void {
  let left = 0;
  return (amount, info) => {
    if (left * amount < 0) left = 0; // turned round: what was left over the other way is no debt
    left += amount;
    const steps = Math.trunc(left);
    left -= steps;
    if (steps !== 0) step(steps, info);
  };
}
