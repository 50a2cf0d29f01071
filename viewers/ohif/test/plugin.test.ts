import { describe, expect, test } from "vitest";
import { zoomed } from "../src/camera.ts";
import { following } from "../src/layout.ts";
import { sense } from "../src/slices.ts";
import { Ohif, type Managers, type Viewport } from "../src/ohif.ts";
import { noOrientation, noSlices, noWindow, noZoom } from "../src/views.ts";

const view = (fields: Partial<Viewport>): Viewport => ({ id: "a", type: "stack", ...fields }) as Viewport;

test("layouts are gone through in a circle; from an unknown one to the first", () => {
  expect(following(["1x1", "1x2", "mpr"], "1x1")).toBe("1x2");
  expect(following(["1x1", "1x2", "mpr"], "mpr")).toBe("1x1");
  expect(following(["1x1", "1x2", "mpr"], "fourUp")).toBe("1x1");
  expect(following([], "1x1")).toBeUndefined();
});

test("zoom doubles, and ends where nothing could be seen any more", () => {
  expect(zoomed(1, 1)).toBe(2);
  expect(zoomed(2, -1)).toBe(1);
  expect(zoomed(1, 100)).toBe(50);
  expect(zoomed(1, -100)).toBe(0.1);
});

test("a stack goes by image number, a volume by the patient", () => {
  const getCamera = () => ({ viewPlaneNormal: [0, 0, 1] }) as unknown as ReturnType<NonNullable<Viewport["getCamera"]>>;
  expect(sense(view({ type: "stack", getCamera }))).toBe(1);
  expect(sense(view({ type: "orthographic", getCamera }))).toBe(-1);
});

describe("what a view cannot do is found by asking it", () => {
  test("slices", () => {
    expect(noSlices(undefined)).toBe("no image is shown yet");
    expect(noSlices(view({ getNumberOfSlices: () => 1 }))).toBe("there is only one image");
    expect(noSlices(view({ type: "volume3d", getNumberOfSlices: () => 9 }))).toBe("a 3D view has no slices");
    expect(noSlices(view({ getNumberOfSlices: () => 9 }))).toBeUndefined();
  });
  test("window: a later kind of viewport does not tell it", () => {
    expect(noWindow(view({ getProperties: () => ({}) }))).toBe("this view does not tell its window");
    expect(noWindow(view({ getProperties: () => ({ voiRange: { lower: 0, upper: 1 } }) }))).toBeUndefined();
  });
  test("zoom, orientation", () => {
    expect(noZoom(view({ type: "video" }))).toBe("a viewport of the kind video cannot be steered");
    expect(noZoom(view({ getZoom: () => 1 }))).toBe("this view cannot be zoomed");
    expect(noOrientation(view({}), true)).toContain("choose MPR");
    expect(noOrientation(view({ type: "orthographic" }), false)).toBe("this series is no volume");
    expect(noOrientation(view({ type: "orthographic" }), true)).toBeUndefined();
  });
});

test("the token is that of OHIF's own login, where there is one", () => {
  const ohif = (userAuthenticationService?: object) =>
    new Ohif({ servicesManager: { services: { userAuthenticationService } } } as unknown as Managers);
  expect(ohif({ getAuthorizationHeader: () => ({ Authorization: "Bearer abc" }) }).token()).toBe("abc");
  expect(ohif({ getAuthorizationHeader: () => ({}) }).token()).toBeUndefined();
  expect(ohif().token()).toBeUndefined();
});

test("what a later OHIF calls otherwise is found: a command, a service, a part of Cornerstone", () => {
  class CineService {
    setCine(): void {}
  }
  const ohif = new Ohif({
    servicesManager: { services: { cineService: new CineService() } },
    commandsManager: { getCommand: (name: string) => (name === "nextImage" ? {} : undefined) },
    extensionManager: {
      getModuleEntry: () => ({
        exports: { getCornerstoneLibraries: () => ({ cornerstone: { utilities: { scroll() {} } } }) },
      }),
    },
  } as unknown as Managers);
  expect(
    ["nextImage", "cineService.setCine", "cornerstone.utilities.scroll"].filter((need) => ohif.has(need)).length,
  ).toBe(3);
  expect(
    [
      "scroll",
      "cineService.setFilm",
      "filmService.setCine",
      "cornerstone.utilities.move",
      "cornerstoneTools.X.y",
    ].filter((need) => ohif.has(need)),
  ).toEqual([]);
});
