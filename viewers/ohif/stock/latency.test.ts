import { afterAll, beforeAll, test } from "vitest";
import { pause, Pedals, startGateway, until, type Part } from "@navicast/rig";
import { RELEASE, Stage, TOPIC } from "./stage.ts";

// From the foot on a serial line to the viewer's own state, and to the picture. It only measures: npm run stock:latency.

const PRESSES = 200;

let stage: Stage;
let pedals: Pedals;
let gateway: Part;
beforeAll(async () => {
  if (!process.env.NAVICAST_LATENCY) return;
  [stage, pedals] = await Promise.all([Stage.build(), Pedals.plugIn()]);
  gateway = await startGateway(stage.hub.url, TOPIC, pedals.port);
  await until("the gateway", async () => (await stage.products()).includes("NAVICast"), 30_000);
  await pause(2500);
});
afterAll(async () => {
  gateway?.kill();
  pedals?.unplug();
  await stage?.close();
});

/** Notes when the next slice is asked for, and when it was drawn and handed to the screen. */
async function watch(): Promise<void> {
  await stage.window.page.evaluate(() => {
    const { viewportGridService, cornerstoneViewportService } = (globalThis as any).services;
    const { Enums } = (globalThis as any).cornerstone;
    const viewport = cornerstoneViewportService.getCornerstoneViewport(viewportGridService.getState().activeViewportId);
    const seen = ((globalThis as any).seen = { called: 0, drawn: 0 });
    const now = (): number => performance.timeOrigin + performance.now();
    const scroll = viewport.scroll.bind(viewport);
    viewport.scroll = (...given: unknown[]) => {
      seen.called ||= now();
      return scroll(...given);
    };
    viewport.element.addEventListener(Enums.Events.IMAGE_RENDERED, () =>
      requestAnimationFrame(() => {
        if (seen.called) seen.drawn ||= now();
      }),
    );
  });
}

test.runIf(process.env.NAVICAST_LATENCY)(
  "from the foot to the call and to the frame",
  { timeout: 600_000 },
  async () => {
    await watch();
    const called: number[] = [];
    const drawn: number[] = [];
    let late = 0;
    for (let press = 0; press < PRESSES; press++) {
      if (press % 50 === 0) await stage.press("slice.first", (now) => now.slice === 0).catch(() => undefined);
      await stage.window.page.evaluate(() => Object.assign((globalThis as any).seen, { called: 0, drawn: 0 }));
      const foot = performance.timeOrigin + performance.now();
      pedals.move("left", true);
      const seen = await until(
        "the frame",
        async () => {
          const { called, drawn } = (await stage.window.page.evaluate(() => (globalThis as any).seen)) as Seen;
          return drawn > 0 && { called, drawn };
        },
        2000,
      ).catch(() => undefined);
      pedals.move("left", false);
      if (seen) {
        called.push(seen.called - foot);
        drawn.push(seen.drawn - foot);
      } else {
        late++;
      }
      await pause(120 + (press % 7) * 11);
    }
    console.log(`${RELEASE}, ${PRESSES} presses, ${late} refused as too late or not drawn within 2 s`);
    console.log(`foot to the viewer's call: ${quantiles(called)}`);
    console.log(`foot to the drawn frame:   ${quantiles(drawn)}`);
  },
);

interface Seen {
  readonly called: number;
  readonly drawn: number;
}

function quantiles(millis: readonly number[]): string {
  const sorted = [...millis].sort((a, b) => a - b);
  const at = (part: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (${sorted.length})`;
}
