import { axes, move, rotate, stepwise, type Camera, type Deeds, type Vector } from "@navicast/plugin";
import type { Ohif, Viewport } from "./ohif.ts";
import { scroll, SCROLL } from "./slices.ts";
import { isVolume, noImage, noPan, noZoom } from "./views.ts";

/** Pan, zoom, rotation and flight: of a stack within its plane, of a volume in space. */
export function camera(ohif: Ohif): Deeds {
  const turnStack = (viewport: Viewport, counterClockwise: number): void => {
    if (counterClockwise !== 0) ohif.run("rotateViewportCW", { viewportId: viewport.id, rotation: -counterClockwise });
  };
  let flown: Viewport | undefined;
  const throughStack = stepwise((steps) => scroll(ohif, flown!, steps));
  return {
    "view.pan": {
      why: () => noPan(ohif.viewport),
      rate: ([right, up]: readonly number[]) => {
        const viewport = ohif.viewport!;
        const height = viewport.element.clientHeight;
        pan(viewport, (right ?? 0) * height, (up ?? 0) * height);
        viewport.render();
      },
    },
    "view.zoom": {
      why: () => noZoom(ohif.viewport),
      rate: (doublings: number) => {
        const viewport = ohif.viewport!;
        viewport.setZoom!(zoomed(viewport.getZoom!(), doublings));
        viewport.render();
      },
    },
    "view.rotate": {
      needs: ["rotateViewportCW"],
      why: () => noImage(ohif.viewport),
      rate: ([x, y, z]: readonly number[]) => {
        const viewport = ohif.viewport!;
        if (isVolume(viewport)) {
          show(viewport, rotate(viewport.getCamera!(), [x ?? 0, y ?? 0, z ?? 0]));
        } else {
          turnStack(viewport, z ?? 0);
        }
      },
    },
    "view.fly": {
      needs: ["rotateViewportCW", SCROLL],
      why: () => noPan(ohif.viewport),
      rate: ([x = 0, y = 0, z = 0, rx = 0, ry = 0, rz = 0]: readonly number[]) => {
        const viewport = ohif.viewport!;
        if (viewport.type === "volume3d") {
          show(viewport, rotate(move(viewport.getCamera!(), [x, y, 0]), [rx, ry, rz]));
          if (z !== 0 && viewport.setZoom) viewport.setZoom(zoomed(viewport.getZoom!(), z / NEAR_MM));
          viewport.render();
        } else if (isVolume(viewport)) {
          show(viewport, rotate(move(viewport.getCamera!(), [x, y, z]), [rx, ry, rz]));
        } else {
          const pixels = pixelsAMillimetre(viewport);
          pan(viewport, x * pixels, y * pixels);
          turnStack(viewport, rz);
          flown = viewport;
          throughStack(z / STACK_MM);
          viewport.render();
        }
      },
    },
    "view.reset": {
      needs: ["resetViewport"],
      why: () => noImage(ohif.viewport),
      trigger: () => ohif.run("resetViewport"),
    },
  };
}

/** How far a 3D view comes for it to look twice as large, since in parallel projection nothing grows by coming near. */
const NEAR_MM = 200;
/** How far a flight goes from one image of a stack to the next, since a stack need not say how thick they are. */
const STACK_MM = 3;
const ZOOM_LEAST = 0.1;
const ZOOM_MOST = 50;

export function zoomed(zoom: number, doublings: number): number {
  return Math.min(Math.max(zoom * 2 ** doublings, ZOOM_LEAST), ZOOM_MOST);
}

/** In pixels of the page; the canvas counts downwards. */
function pan(viewport: Viewport, right: number, up: number): void {
  const [x, y] = viewport.getPan!();
  viewport.setPan!([x + right, y - up]);
}

function pixelsAMillimetre(viewport: Viewport): number {
  const scale = viewport.getCamera?.().parallelScale;
  return scale ? viewport.element.clientHeight / (2 * scale) : 1;
}

function show(viewport: Viewport, to: Camera): void {
  const viewPlaneNormal: Vector = axes(to).towards;
  viewport.setCamera!({ ...to, viewPlaneNormal });
  viewport.render();
}
