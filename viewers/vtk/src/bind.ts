import type { Navicast } from "@navicast/client";
import { wholeSteps } from "@navicast/client";
import type { vtkRenderer } from "@kitware/vtk.js/Rendering/Core/Renderer";
import { approach, type Camera, focusOn, lookFrom, move, pan, rotate, screenOf, vector, zoom } from "./camera.ts";
import type { Orientation, Slices } from "./slices.ts";
import { Tools, type ToolsOptions } from "./tools.ts";
import { CT_PRESETS, type Preset, type WindowProperty, Windows } from "./windows.ts";

/** A viewport: what it has decides which actions move it. */
export interface View {
  readonly renderer: vtkRenderer;
  /** Draws it, such as `() => renderWindow.render()`. */
  readonly render: () => void;
  /** What scrolls: `imageSlices(mapper)` or `resliceSlices(mapper)`. */
  readonly slices?: Slices;
  /** The properties of the images whose window is changed. */
  readonly windows?: readonly WindowProperty[];
  /** A view of flat images turns about the line of sight only. What a reslice mapper shows follows the camera instead. */
  readonly flat?: boolean;
  readonly tools?: ToolsOptions;
}

export interface BindOptions {
  readonly presets?: readonly Preset[];
  /** Told when `view.next` and `view.previous` choose another view. */
  readonly onActive?: (view: View, index: number) => void;
}

export interface Bound {
  /** The view that moves. */
  active: number;
  /** Takes all handlers and actors away. */
  dispose(): void;
}

/** Binds the actions to one view or to several, of which one is active. Only what a view can do is understood. */
export function bind(navicast: Navicast, views: View | readonly View[], options: BindOptions = {}): Bound {
  const all = ([] as readonly View[]).concat(views).map((view) => new Viewport(view, options.presets ?? CT_PRESETS));
  if (all.length === 0) throw new TypeError("bind needs a view");
  let active = 0;
  const offs: (() => void)[] = [];
  const can = (what: (v: Viewport) => unknown): boolean => all.some(what);
  const trigger = (action: string, act: (v: Viewport, steps: number) => void): void => {
    offs.push(navicast.on(action, { trigger: (steps) => current().draw(act, steps) }));
  };
  const rate = (action: string, act: (v: Viewport, amount: any) => void): void => {
    offs.push(navicast.on(action, { rate: (amount) => current().draw(act, amount) }));
  };
  const current = (): Viewport => all[active] as Viewport;
  const activate = (index: number): void => {
    active = ((index % all.length) + all.length) % all.length;
    options.onActive?.(current().view, active);
  };

  if (can((v) => v.view.slices)) {
    trigger("slice.next", (v, steps) => v.scroll(steps));
    trigger("slice.previous", (v, steps) => v.scroll(-steps));
    trigger("slice.first", (v) => v.place("first"));
    trigger("slice.last", (v) => v.place("last"));
    trigger("slice.middle", (v) => v.place("middle"));
    const whole = wholeSteps((slices: number) => current().draw((v) => v.scroll(slices), 0));
    offs.push(navicast.on("slice.scroll", (amount, info) => whole(amount, info)));
  }
  if (can((v) => v.view.slices?.orient)) {
    for (const to of ["axial", "sagittal", "coronal"] as const) trigger(`view.${to}`, (v) => v.orient(to));
  }
  if (can((v) => v.windows)) {
    rate("window.adjust", (v, [width, level]) => v.windows?.adjust(width, level));
    trigger("window.preset", (v, number) => v.windows?.preset(number));
    trigger("window.next-preset", (v, steps) => v.windows?.nextPreset(steps));
    trigger("window.reset", (v) => v.windows?.reset());
    trigger("window.invert", (v) => v.windows?.invert());
  }
  rate("view.pan", (v, [x, y]) => v.pan(x, y));
  rate("view.zoom", (v, doublings) => v.zoom(doublings));
  rate("view.rotate", (v, [x, y, z]) => v.rotate(x, y, z));
  rate("view.fly", (v, amount) => v.fly(amount));
  trigger("view.reset", (v) => v.reset());
  if (all.length > 1) {
    offs.push(navicast.on("view.next", { trigger: (steps) => activate(active + steps) }));
    offs.push(navicast.on("view.previous", { trigger: (steps) => activate(active - steps) }));
  }
  if (can((v) => v.tools)) {
    offs.push(
      navicast.onTool((tool) => {
        for (const v of all) if (v.tools?.take(tool, performance.now())) v.drawSoon();
      }),
    );
  }
  return {
    get active() {
      return active;
    },
    set active(index) {
      activate(index);
    },
    dispose() {
      offs.forEach((off) => off());
      all.forEach((v) => v.dispose());
    },
  };
}

const FRAME_MILLIS = 16;

/** One view and what was bound of it. */
class Viewport {
  readonly view: View;
  readonly windows: Windows | undefined;
  readonly tools: Tools | undefined;
  #drawing = false;
  #disposed = false;

  constructor(view: View, presets: readonly Preset[]) {
    this.view = view;
    this.windows = view.windows && new Windows(view.windows, presets);
    this.tools = view.tools && new Tools(view.renderer, view.tools);
    this.#focus();
  }

  get camera(): Camera {
    return this.view.renderer.getActiveCamera() as Camera;
  }

  scroll(slices: number): void {
    this.view.slices?.step(slices);
    this.#focus();
  }

  place(where: "first" | "last" | "middle"): void {
    this.view.slices?.[where]();
    this.#focus();
  }

  orient(to: Orientation): void {
    const face = this.view.slices?.orient?.(to);
    if (face) lookFrom(this.camera, face.normal, face.up);
    this.#focus();
  }

  pan(x: number, y: number): void {
    pan(this.camera, x, y);
  }

  zoom(doublings: number): void {
    zoom(this.camera, doublings);
  }

  rotate(x: number, y: number, z: number): void {
    if (this.view.flat) rotate(this.camera, 0, 0, z);
    else rotate(this.camera, x, y, z);
    this.view.slices?.turn?.(vector(this.camera.getFocalPoint()), screenOf(this.camera).towards);
  }

  fly([x = 0, y = 0, z = 0, rx = 0, ry = 0, rz = 0]: readonly number[]): void {
    move(this.camera, x, y);
    approach(this.camera, z);
    this.rotate(rx, ry, rz);
  }

  reset(): void {
    this.windows?.reset();
    this.view.renderer.resetCamera();
  }

  /** Keeps the camera on the plane that is shown, wherever that goes. */
  #focus(): void {
    const plane = this.view.slices?.plane?.();
    if (plane) focusOn(this.camera, plane.origin, plane.normal);
  }

  /** Acts, and draws once however much is done in this turn of the event loop; rates act once a frame already. */
  draw<A>(act: (v: Viewport, amount: A) => void, amount: A): void {
    act(this, amount);
    this.#drawBy(queueMicrotask);
  }

  /** With the next frame: trackers may tell more poses than there are frames. */
  drawSoon(): void {
    this.#drawBy(
      typeof requestAnimationFrame === "undefined" ? (draw) => setTimeout(draw, FRAME_MILLIS) : requestAnimationFrame,
    );
  }

  #drawBy(schedule: (draw: () => void) => unknown): void {
    if (this.#drawing) return;
    this.#drawing = true;
    schedule(() => {
      this.#drawing = false;
      if (this.#disposed) return;
      this.view.renderer.resetCameraClippingRange();
      this.view.render();
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.tools?.dispose();
  }
}
