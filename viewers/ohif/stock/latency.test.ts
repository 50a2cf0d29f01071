import { afterAll, beforeAll, test } from "vitest";
import { Devices, measureLatency, startGateway, until, type Part } from "@navicast/rig";
import { RELEASE, Stage, TOPIC } from "./stage.ts";

// From the foot on a serial line to the viewer's own state, and to the picture. It only measures: npm run stock:latency.

let stage: Stage;
let devices: Devices;
let gateway: Part;
beforeAll(async () => {
  if (!process.env.NAVICAST_LATENCY) return;
  [stage, devices] = await Promise.all([Stage.build(), Devices.plugIn()]);
  gateway = await startGateway(stage.hub.url, TOPIC, devices);
  await until("its devices", async () => /cap.*tracker|tracker.*cap/.test(await stage.panel()), 30_000);
});
afterAll(async () => {
  gateway?.kill();
  devices?.unplug();
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
  { timeout: 900_000 },
  async () => {
    await watch();
    await measureLatency(RELEASE, stage.window.page, devices.pedals, () =>
      stage.press("slice.first", (now) => now.slice === 0).catch(() => undefined),
    );
  },
);
