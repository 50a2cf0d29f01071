import type { HandlerSet, Navicast, TrackedTool } from "@navicast/client";
import vtkActor from "@kitware/vtk.js/Rendering/Core/Actor";
import { expect, test, vi } from "vitest";
import { bind, type View } from "../src/bind.ts";
import { imageSlices, resliceSlices } from "../src/slices.ts";
import { property, renderer, resliced, sliced } from "./scene.ts";

/** What the client would call, called by hand. */
function hand() {
  const handlers = new Map<string, HandlerSet>();
  let tool: ((tool: TrackedTool) => void) | undefined;
  const navicast = {
    on: (action: string, handler: HandlerSet | ((amount: never) => void)) => {
      handlers.set(action, typeof handler === "function" ? { rate: handler as never } : handler);
      return () => handlers.delete(action);
    },
    onTool: (handler: (tool: TrackedTool) => void) => ((tool = handler), () => (tool = undefined)),
  } as unknown as Navicast;
  const handler = (action: string): HandlerSet => handlers.get(action) ?? expect.fail(`${action} is not bound`);
  return {
    navicast,
    understood: () => [...handlers.keys()].sort(),
    trigger: (action: string, steps = 1) => handler(action).trigger?.(steps, {} as never),
    rate: (action: string, amount: unknown) => handler(action).rate?.(amount, {} as never),
    tool: (told: Partial<TrackedTool>) =>
      tool?.({ name: "Needle", device: "tracker", frame: "Reference", ...told } as TrackedTool),
  };
}

const flat = (more: Partial<View> = {}): View => ({ renderer: renderer(), render: vi.fn(), ...more });
const drawn = () => new Promise((done) => setTimeout(done, 30));

test("only what a view can do is understood", () => {
  const bare = hand();
  bind(bare.navicast, flat());
  expect(bare.understood()).toEqual(["view.fly", "view.pan", "view.reset", "view.rotate", "view.zoom"]);
  const full = hand();
  const views = [flat({ slices: resliceSlices(resliced()), windows: [property()] }), flat()];
  const { dispose } = bind(full.navicast, views);
  expect(full.understood()).toContain("slice.scroll");
  expect(full.understood()).toContain("view.axial");
  expect(full.understood()).toContain("window.adjust");
  expect(full.understood()).toContain("view.next");
  dispose();
  expect(full.understood()).toEqual([]);
});

test("slices by triggers and, in whole steps, by a rate", () => {
  const { navicast, trigger, rate } = hand();
  const mapper = sliced(2);
  mapper.setSlice(10);
  bind(navicast, flat({ slices: imageSlices(mapper) }));
  trigger("slice.next", 2);
  trigger("slice.previous");
  expect(mapper.getSlice()).toBe(11);
  for (let i = 0; i < 10; i++) rate("slice.scroll", 0.33);
  expect(mapper.getSlice()).toBe(14);
  trigger("slice.last");
  expect(mapper.getSlice()).toBe(39);
});

test("window and level, presets and back", () => {
  const { navicast, trigger, rate } = hand();
  const p = property();
  const now = () => [p.getColorWindow(), p.getColorLevel()];
  const presets = [
    { name: "a", width: 1, level: 2 },
    { name: "b", width: 3, level: 4 },
  ];
  bind(navicast, flat({ windows: [p] }), { presets });
  rate("window.adjust", [100, -10]);
  expect(now()).toEqual([500, 30]);
  rate("window.adjust", [-10_000, 0]);
  expect(now()).toEqual([1, 30]);
  trigger("window.preset", 2);
  expect(now()).toEqual([3, 4]);
  trigger("window.next-preset");
  expect(now()).toEqual([1, 2]);
  trigger("window.preset", 9);
  expect(now()).toEqual([1, 2]);
  trigger("window.reset");
  expect(now()).toEqual([400, 40]);
});

test("bright becomes dark and back, whatever the colours were", () => {
  const { navicast, trigger } = hand();
  const p = property();
  bind(navicast, flat({ windows: [p] }));
  trigger("window.invert");
  const grey = (at: number) => p.getRGBTransferFunction(0)?.getRedValue(at);
  expect([grey(0), grey(1)]).toEqual([1, 0]);
  trigger("window.invert");
  expect(p.getRGBTransferFunction(0)).toBeNull();
  trigger("window.invert");
  trigger("window.reset");
  expect(p.getRGBTransferFunction(0)).toBeNull();
});

test("a flat view turns about the line of sight only, a reslice plane follows the camera", () => {
  const two = hand();
  const a = flat({ flat: true });
  bind(two.navicast, a);
  two.rate("view.rotate", [20, 20, 0]);
  expect(a.renderer.getActiveCamera().getPosition()).toEqual([0, 0, -160]);

  const three = hand();
  const mapper = resliced();
  const b = flat({ slices: resliceSlices(mapper) });
  bind(three.navicast, b);
  three.rate("view.rotate", [20, 0, 0]);
  const camera = b.renderer.getActiveCamera();
  const towards = camera.getDirectionOfProjection().map((v) => expect.closeTo(-v, 6));
  expect(mapper.getSlicePlane().getNormal()).toEqual(towards);
  expect(mapper.getSlicePlane().getNormal()[2]).toBeCloseTo(-Math.cos((20 * Math.PI) / 180), 6);
});

test("the camera stays on the plane that is shown, also where it is oblique", () => {
  const { navicast, trigger, rate } = hand();
  const mapper = resliced();
  const view = flat({ slices: resliceSlices(mapper) });
  bind(navicast, view);
  rate("view.rotate", [0, 30, 0]);
  trigger("slice.next", 5);
  const plane = mapper.getSlicePlane();
  const from = view.renderer
    .getActiveCamera()
    .getFocalPoint()
    .map((v, i) => v - (plane.getOrigin()[i] ?? 0));
  expect(from.reduce((sum, v, i) => sum + v * (plane.getNormal()[i] ?? 0), 0)).toBeCloseTo(0, 6);
  expect(view.renderer.getActiveCamera().getDistance()).toBeCloseTo(300, 6);
  trigger("view.sagittal");
  expect(view.renderer.getActiveCamera().getDirectionOfProjection()).toEqual([
    expect.closeTo(-1),
    expect.closeTo(0),
    expect.closeTo(0),
  ]);
});

test("all of a cap at once", () => {
  const { navicast, rate } = hand();
  const view = flat();
  bind(navicast, view);
  rate("view.fly", [0, 0, 50, 0, 0, 90]);
  const camera = view.renderer.getActiveCamera();
  expect(camera.getDistance()).toBeCloseTo(250, 6);
  expect(camera.getFocalPoint()).toEqual([0, 0, 140]);
  expect(Math.abs(camera.getViewUp()[0])).toBeCloseTo(1, 6);
});

test("the next view becomes the active one, and only that one moves", async () => {
  const { navicast, trigger, rate } = hand();
  const views = [flat(), flat()];
  const chosen: number[] = [];
  const bound = bind(navicast, views, { onActive: (_, index) => chosen.push(index) });
  trigger("view.next");
  rate("view.zoom", 1);
  await drawn();
  expect(views[0]?.render).not.toHaveBeenCalled();
  expect(views[1]?.render).toHaveBeenCalledOnce();
  trigger("view.previous", 3);
  bound.active = 1;
  expect(chosen).toEqual([1, 0, 1]);
});

test("however much is done at once, it is drawn once; and never after the end", async () => {
  const { navicast, rate } = hand();
  const view = flat();
  const bound = bind(navicast, view);
  rate("view.pan", [0.1, 0]);
  rate("view.zoom", 0.1);
  rate("view.rotate", [1, 1, 1]);
  await drawn();
  expect(view.render).toHaveBeenCalledOnce();
  rate("view.pan", [0.1, 0]);
  bound.dispose();
  await drawn();
  expect(view.render).toHaveBeenCalledOnce();
});

test("a tool is where its frame and its pose say, leaves a trail, and is gone when it is not tracked", async () => {
  const { navicast, tool } = hand();
  const made: vtkActor[] = [];
  // The tracker stands at (100, 0, 0), turned by 90° about z.
  const frame = [0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 100, 0, 0, 1];
  const view = flat({
    tools: {
      frames: { Reference: frame },
      actorOf: () => (made.push(vtkActor.newInstance()), made.at(-1) as vtkActor),
    },
  });
  const bound = bind(navicast, view);
  tool({ tracked: true, position: [10, 0, 5], orientation: [0, 0, 0, 1] });
  const actors = () => view.renderer.getActors() as vtkActor[];
  expect(actors().length).toBe(2);
  const [actor, trail] = actors();
  expect(Array.from(actor?.getUserMatrix() ?? []).slice(12)).toEqual([100, 10, 5, 1]);
  expect([actor?.getVisibility(), trail?.getVisibility()]).toEqual([true, false]);
  tool({ tracked: true, position: [20, 0, 5], orientation: [0, 0, 1, 0] });
  expect(trail?.getVisibility()).toBe(true);
  const line = trail?.getMapper()?.getInputData();
  expect(Array.from(line.getPoints().getData())).toEqual([100, 10, 5, 100, 20, 5]);
  tool({ tracked: false, status: "missing" });
  expect([actor?.getVisibility(), trail?.getVisibility()]).toEqual([false, false]);
  tool({ tracked: true, position: [30, 0, 5], orientation: [0, 0, 0, 1] });
  expect([actor?.getVisibility(), trail?.getVisibility()]).toEqual([true, false]); // the old trail is no trail of it
  await drawn();
  expect(view.render).toHaveBeenCalled();
  bound.dispose();
  expect(actors().length).toBe(0);
});

test("a tool of a frame that the scene does not know is not shown", () => {
  const { navicast, tool } = hand();
  const view = flat({ tools: { frames: { Reference: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] } } });
  bind(navicast, view);
  tool({ frame: "Tracker", tracked: true, position: [0, 0, 0], orientation: [0, 0, 0, 1] });
  expect(view.renderer.getActors().length).toBe(0);
});

test("the tool that is made where nobody says how it looks has its tip at its place", () => {
  const { navicast, tool } = hand();
  const view = flat({ tools: { frames: { Reference: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] } } });
  bind(navicast, view);
  tool({ tracked: true, position: [0, 0, 0], orientation: [0, 0, 0, 1], role: "needle" });
  const actor = view.renderer.getActors()[0] as vtkActor;
  expect(actor.getBounds().slice(4)).toEqual([expect.closeTo(0, 4), expect.closeTo(20, 4)]);
  const half = Math.SQRT1_2; // turned by 90° about x: what pointed along z points along -y
  tool({ tracked: true, position: [5, -40, 7], orientation: [half, 0, 0, half], role: "needle" });
  expect(actor.getBounds().slice(2, 4)).toEqual([expect.closeTo(-60, 4), expect.closeTo(-40, 4)]);
});
