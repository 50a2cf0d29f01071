/** The kind of each action of the vocabulary (docs/actions.md), and what full deflection means where nothing is set. */
export type Kind = "trigger" | "hold" | "rate";

const TRIGGERS =
  "slice.next slice.previous slice.first slice.last slice.middle window.preset window.next-preset window.reset " +
  "window.invert view.reset view.next view.previous view.axial view.sagittal view.coronal view.volume layout.next " +
  "layout.maximise series.next series.previous cine.toggle crosshair.toggle overlay.toggle annotation.toggle " +
  "measure.place measure.undo screenshot.take";

/** In a second: slices, grey values, parts of the view's height, doublings, degrees, millimetres and degrees, images. */
export const SPEEDS = {
  "slice.scroll": 20,
  "window.adjust": 400,
  "view.pan": 0.5,
  "view.zoom": 1,
  "view.rotate": 60,
  "view.fly": [100, 100, 100, 60, 60, 60],
  "cine.speed": 30,
  "pointer.move": 0.5,
  motion: 1,
} as const satisfies Record<string, number | readonly number[]>;

const HOLDS = ["pointer.show"];

/** How many numbers the value of a rate has. */
export const AXES: Readonly<Record<string, number>> = {
  "slice.scroll": 1,
  "window.adjust": 2,
  "view.pan": 2,
  "view.zoom": 1,
  "view.rotate": 3,
  "view.fly": 6,
  "cine.speed": 1,
  "pointer.move": 2,
};

export const VOCABULARY: ReadonlyMap<string, Kind> = new Map([
  ...TRIGGERS.split(" ").map((action) => [action, "trigger"] as const),
  ...HOLDS.map((action) => [action, "hold"] as const),
  ...Object.keys(AXES).map((action) => [action, "rate"] as const),
]);
