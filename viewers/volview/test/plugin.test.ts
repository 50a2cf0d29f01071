import { afterEach, beforeEach, expect, test, vi } from "vitest";
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
  vi.stubGlobal("document", {
    addEventListener() {},
    querySelectorAll: () => [{ getBoundingClientRect: () => ({ width: 300, height: 600 }) }],
    querySelector: () => ({ __vue_app__: { config: { globalProperties: { $pinia } } } }),
  });
  return new VolView();
}
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

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

test("a view that was made anew shows its whole image, until the store says otherwise", () => {
  const camera = { position: [0, 0, -9], focalPoint: [0, 0, 0], viewUp: [0, -1, 0] };
  const configs: Record<string, object> = { ct: camera };
  const image = {
    lpsOrientation: { Sagittal: 0, Coronal: 1, Axial: 2 },
    dimensions: [200, 100, 50],
    spacing: [1, 2, 3],
  };
  const volview = stores({
    view: VIEW,
    viewCamera: { getConfig: (_: string, data: string) => configs[data] },
    "image-cache": { getImageMetadata: () => image },
  });
  expect(volview.camera!.parallelScale).toBe(200); // 200 mm wide and high, in a view twice as high as wide
  configs["ct"] = { ...camera, parallelScale: 70 };
  expect(volview.camera!.parallelScale).toBe(70);
  configs["ct"] = camera; // as of another series that begins with what the one before had
  expect(volview.camera!.parallelScale).toBe(70);
});

test("the view that was chosen stays the active one while slices of others move", () => {
  const other: View = { ...AXIAL, id: "2", name: "Coronal", options: { orientation: "Coronal" } };
  const view = {
    visibleViews: [AXIAL, other],
    activeView: "1",
    setActiveView(id: string) {
      this.activeView = id;
    },
  };
  const volview = stores({ view });
  volview.keepingActive(() => setTimeout(() => (view.activeView = "2"), 20));
  vi.advanceTimersByTime(30);
  expect(view.activeView).toBe("2");
  expect(volview.view!.id).toBe("1"); // deeds are for this one
  vi.advanceTimersByTime(300);
  expect(view.activeView).toBe("1");
  volview.keepingActive(() => {});
  volview.activate("2");
  vi.advanceTimersByTime(300);
  expect([view.activeView, volview.view!.id]).toEqual(["2", "2"]);
});
