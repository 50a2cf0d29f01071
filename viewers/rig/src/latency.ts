import type { Page } from "playwright-core";
import type { Pedals } from "./pedals.ts";
import { pause, until } from "./until.ts";

const PRESSES = 200;
const PATIENCE_MILLIS = 3000;
/** Some slices are left at the end then. */
const EVERY = 25;

/** When the viewer was called and had drawn, by the page's clock in milliseconds since 1970; 0 where it has not yet. */
interface Seen {
  readonly called: number;
  readonly drawn: number;
}

/**
 * Presses the left pedal again and again, and prints how long it took.
 *
 * @param page which keeps a {@link Seen} as `globalThis.seen`
 * @param rewind goes back to a slice from which the left pedal can go on
 */
export async function measureLatency(
  product: string,
  page: Page,
  pedals: Pedals,
  rewind: () => Promise<unknown>,
): Promise<void> {
  const called: number[] = [];
  const drawn: number[] = [];
  let late = 0;
  let ahead = 0;
  for (let press = 0; press < PRESSES; press++) {
    if (press % EVERY === 0) {
      await rewind();
      await pause(1000);
      ahead = await clockAhead(page);
    }
    await page.evaluate(() => Object.assign((globalThis as any).seen, { called: 0, drawn: 0 }));
    const foot = performance.timeOrigin + performance.now();
    pedals.move("left", true);
    const seen = await until(
      "the frame",
      async () => {
        const seen = (await page.evaluate(() => (globalThis as any).seen)) as Seen;
        return seen.drawn > 0 && seen;
      },
      PATIENCE_MILLIS,
    ).catch(() => undefined);
    pedals.move("left", false);
    if (seen) {
      called.push(seen.called - ahead - foot);
      drawn.push(seen.drawn - ahead - foot);
    } else {
      late++;
    }
    await pause(120 + (press % 7) * 11);
  }
  console.log(`${product}, ${PRESSES} presses, ${late} refused as too late or not drawn within ${PATIENCE_MILLIS} ms`);
  console.log(`foot to the viewer's call: ${quantiles(called)}`);
  console.log(`foot to the drawn frame:   ${quantiles(drawn)}`);
}

/** How many milliseconds the page's clock is ahead of ours, by the quickest of some questions. */
async function clockAhead(page: Page): Promise<number> {
  let quickest = Infinity;
  let ahead = 0;
  for (let question = 0; question < 30; question++) {
    const asked = performance.timeOrigin + performance.now();
    const there = await page.evaluate(() => performance.timeOrigin + performance.now());
    const took = performance.timeOrigin + performance.now() - asked;
    if (took < quickest) [quickest, ahead] = [took, there - asked - took / 2];
  }
  return ahead;
}

function quantiles(millis: readonly number[]): string {
  const sorted = [...millis].sort((a, b) => a - b);
  const at = (part: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (${sorted.length})`;
}
