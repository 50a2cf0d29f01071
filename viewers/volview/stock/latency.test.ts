import { afterAll, beforeAll, test } from "vitest";
import { Devices, measureLatency, startGateway, until, type Part } from "@navicast/rig";
import { Stage, TOPIC } from "./stage.ts";

// From the foot on a serial line to VolView's own store, and to the picture. It only measures: npm run stock:latency.

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

/** Notes when the slice is set, and when it was drawn and handed to the screen. */
async function watch(): Promise<void> {
  await stage.store(`s.get("view").setActiveView(s.get("view").visibleViews[0].id)`);
  await stage.window.page.evaluate(() => {
    const seen = ((globalThis as any).seen = { called: 0, drawn: 0 });
    const now = (): number => performance.timeOrigin + performance.now();
    const { $pinia } = (document.querySelector("#app") as any).__vue_app__.config.globalProperties;
    $pinia._s.get("viewSlice").$onAction(({ name }: { name: string }) => {
      if (name === "updateConfig") seen.called ||= now();
    });
    const { prototype } = WebGL2RenderingContext;
    for (const draw of ["drawArrays", "drawElements"] as const) {
      const drawn = prototype[draw] as (...given: unknown[]) => void;
      prototype[draw] = function (this: WebGL2RenderingContext, ...given: unknown[]) {
        drawn.apply(this, given);
        if (seen.called) requestAnimationFrame(() => (seen.drawn ||= now()));
      };
    }
  });
}

test.runIf(process.env.NAVICAST_LATENCY)(
  "from the foot to the call and to the frame",
  { timeout: 900_000 },
  async () => {
    await watch();
    await measureLatency("VolView 4.4.1", stage.window.page, devices.pedals, () =>
      stage.store(
        `s.get("viewSlice").resetSlice(s.get("view").visibleViews[0].id, s.get("view").visibleViews[0].dataID)`,
      ),
    );
  },
);
