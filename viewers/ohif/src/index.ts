/**
 * NAVICast for a ready-made OHIF: one file, two lines in `app-config.js`.
 *
 *     extensions: [import("/navicast-ohif.js").then((m) => m.default).catch(() => ({ id: "navicast" }))],
 *     navicast: { hub: "https://hub.example.org/api/hub", topic: "OR-3" },
 *
 * @packageDocumentation
 */
import { Marks, needing, Pointer, start, type Plugin, type Settings } from "@navicast/plugin";
import { Ohif, VIEWS, type Managers } from "./ohif.ts";
import { camera } from "./camera.ts";
import { cine } from "./cine.ts";
import { layout } from "./layout.ts";
import { slices } from "./slices.ts";
import { Tools } from "./tools.ts";
import { window as windowing } from "./window.ts";

let managers: Managers | undefined;
let plugin: Plugin | undefined;

function enter(): void {
  if (!managers || plugin) {
    return;
  }
  const ohif = new Ohif(managers);
  const given = managers.appConfig?.navicast ?? (globalThis as { config?: { navicast?: unknown } }).config?.navicast;
  const marks = new Marks();
  const pointer = new Pointer(marks, () => ohif.viewport?.element.getBoundingClientRect());
  const tools = new Tools(ohif, marks, pointer);
  plugin = start(given, "navicast in app-config.js", {
    product: "OHIF",
    deeds: needing(VIEWS, {
      ...slices(ohif),
      ...windowing(ohif),
      ...camera(ohif),
      ...layout(ohif, (given as Partial<Settings> | undefined)?.layouts),
      ...cine(ohif),
      ...tools.deeds(),
      "pointer.move": { rate: ([right, up]: readonly number[]) => pointer.move(right ?? 0, up ?? 0) },
      "pointer.show": { hold: (on) => pointer.show(on) },
    }),
    has: (need) => ohif.has(need),
    tool: (name, role, tip) => tools.tool(name, role, tip),
    token: () => ohif.token(),
    close: () => {
      tools.close();
      marks.remove();
    },
  });
}

export default {
  id: "navicast",
  preRegistration(given: Managers): void {
    managers = given;
  },
  onModeEnter: enter,
  onModeExit(): void {
    plugin?.close();
    plugin = undefined;
  },
};
