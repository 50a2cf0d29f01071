import { nextIsTowards, stepwise, type Deeds } from "@navicast/plugin";
import type { Ohif, Viewport } from "./ohif.ts";
import { noSlices } from "./views.ts";

/** What {@link scroll} needs. */
export const SCROLL = "cornerstone.utilities.scroll";

/** Slices of a stack go by image number, those of a volume by the patient: next is the feet, the front, the left. */
export function slices(ohif: Ohif): Deeds {
  const by = (steps: number): void => {
    const viewport = ohif.viewport!;
    scroll(ohif, viewport, sense(viewport) * steps);
  };
  const to = (which: (last: number) => number): void => {
    const viewport = ohif.viewport!;
    const last = viewport.getNumberOfSlices!() - 1;
    const target = which(last);
    scroll(ohif, viewport, (sense(viewport) > 0 ? target : last - target) - index(viewport));
  };
  const common = { needs: [SCROLL], why: () => noSlices(ohif.viewport) };
  return {
    "slice.next": { ...common, trigger: (steps) => by(steps) },
    "slice.previous": { ...common, trigger: (steps) => by(-steps) },
    "slice.first": { ...common, trigger: () => to(() => 0) },
    "slice.middle": { ...common, trigger: () => to((last) => Math.round(last / 2)) },
    "slice.last": { ...common, trigger: () => to((last) => last) },
    "slice.scroll": { ...common, rate: stepwise(by) },
  };
}

/** Cornerstone scrolls towards the person. */
export function sense(viewport: Viewport): 1 | -1 {
  return viewport.type === "stack" ? 1 : nextIsTowards(viewport.getCamera?.().viewPlaneNormal ?? [0, 0, -1]);
}

export function scroll(ohif: Ohif, viewport: Viewport, delta: number): void {
  if (delta !== 0) ohif.libraries!.cornerstone.utilities.scroll(viewport, { delta });
}

/** Where a stack is going to be, which may be ahead of what is drawn. */
function index(viewport: Viewport): number {
  return viewport.getTargetImageIdIndex?.() ?? viewport.getSliceIndex?.() ?? 0;
}
