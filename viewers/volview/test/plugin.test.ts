import { afterEach, expect, test, vi } from "vitest";
import { deeds, sense } from "../src/deeds.ts";
import { VolView, type View } from "../src/volview.ts";

const FROM_FEET = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2, 0, -127, -127, -64, 1];
const FROM_HEAD = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -2, 0, -127, -127, 64, 1];

test("the next slice is that towards the feet, the front, the left, however the image is stored", () => {
  expect(sense("Axial", 2, FROM_FEET)).toBe(-1);
  expect(sense("Axial", 2, FROM_HEAD)).toBe(1);
  expect(sense("Coronal", 1, FROM_FEET)).toBe(-1);
  expect(sense("Sagittal", 0, FROM_FEET)).toBe(1);
});

/** VolView's stores, as far as a test needs them. */
function stores(given: Readonly<Record<string, object>>): VolView {
  const $pinia = { _s: new Map(Object.entries(given)) };
  vi.stubGlobal("document", { querySelector: () => ({ __vue_app__: { config: { globalProperties: { $pinia } } } }) });
  return new VolView();
}
afterEach(() => vi.unstubAllGlobals());

const AXIAL: View = { id: "1", name: "Axial", type: "2D", dataID: "ct", options: { orientation: "Axial" } };
const VIEW = { visibleViews: [AXIAL], activeView: "1" };

test("what a later VolView calls otherwise is found: a store, or a part of it", () => {
  const volview = stores({ view: VIEW, windowing: { getConfig() {} } });
  expect(["view.visibleViews", "windowing", "windowing.getConfig"].every((need) => volview.has(need))).toBe(true);
  expect(["crosshairs.setPosition", "windowing.updateConfig"].some((need) => volview.has(need))).toBe(false);
  const [need] = deeds(volview)["window.reset"]!.needs!.filter((need) => !volview.has(need));
  expect(need).toBe("windowing.resetConfig");
});

test("presets are those of VolView's own menu, for CT", () => {
  const set: object[] = [];
  const windowing = { updateConfig: (...given: unknown[]) => void set.push(given[2] as object) };
  const ct = deeds(stores({ view: VIEW, windowing, dicom: { volumeInfo: { ct: { Modality: "CT" } } } }));
  ct["window.preset"]!.trigger!(4);
  ct["window.next-preset"]!.trigger!(2);
  ct["window.preset"]!.trigger!(9);
  expect(ct["window.preset"]!.why!()).toBeUndefined();
  expect(set).toEqual([
    { width: 1500, level: -600 },
    { width: 1000, level: 400 },
  ]);
  const mr = deeds(stores({ view: VIEW, windowing, dicom: { volumeInfo: { ct: { Modality: "MR" } } } }));
  expect(mr["window.preset"]!.why!()).toBe("VolView has presets for CT only");
});

test("the next series is shown in all views; there is none after the last", () => {
  const shown: string[] = [];
  const view = { ...VIEW, setDataForAllViews: (data: string) => shown.push(data) };
  const { "series.next": next, "series.previous": previous } = deeds(
    stores({ view, dataset: { idsAsSelections: ["ct", "contrast"] } }),
  );
  next!.trigger!(1);
  next!.trigger!(2);
  previous!.trigger!(1);
  expect(shown).toEqual(["contrast"]);
  expect(deeds(stores({ view, dataset: { idsAsSelections: ["ct"] } }))["series.next"]!.why!()).toBe(
    "there is only one series",
  );
});
