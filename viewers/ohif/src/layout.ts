import { add, length, minus, type Deeds, type Vector } from "@navicast/plugin";
import type { Ohif } from "./ohif.ts";
import { noImage, noOrientation } from "./views.ts";

const LAYOUTS = ["1x1", "1x2", "mpr"];
const GRID = /^(\d)x(\d)$/;

/** Which viewport is the active one, what it shows, and how the viewports are laid out. */
export function layout(ohif: Ohif, layouts: readonly string[] = LAYOUTS): Deeds {
  const orientation = (name: keyof typeof SEEN_FROM) => ({
    why: () => noOrientation(ohif.viewport, ohif.displaySet?.isReconstructable),
    trigger: () => {
      const viewport = ohif.viewport!;
      const { position, focalPoint } = viewport.getCamera!();
      const { towards, viewUp } = SEEN_FROM[name];
      const distance = length(minus(position, focalPoint));
      viewport.setCamera!({
        viewPlaneNormal: towards,
        viewUp,
        focalPoint,
        position: add(focalPoint, towards, distance),
      });
      viewport.render();
    },
  });
  const many = (): string | undefined => (ohif.viewports.length > 1 ? undefined : "there is only one view");
  const possible = (name: string): boolean =>
    GRID.test(name) || (hasProtocol(ohif, name) && ohif.displaySet?.isReconstructable === true);
  const series = (direction: 1 | -1) => ({
    needs: ["updateViewportDisplaySet"],
    why: () => noImage(ohif.viewport),
    trigger: (steps: number) => ohif.run("updateViewportDisplaySet", { direction: direction * steps }),
  });
  return {
    "view.next": { needs: ["incrementActiveViewport"], why: many, trigger: () => ohif.run("incrementActiveViewport") },
    "view.previous": {
      needs: ["decrementActiveViewport"],
      why: many,
      trigger: () => ohif.run("decrementActiveViewport"),
    },
    "view.axial": orientation("axial"),
    "view.sagittal": orientation("sagittal"),
    "view.coronal": orientation("coronal"),
    "view.volume": {
      needs: ["setHangingProtocol"],
      why: () => (possible(VOLUME) ? undefined : "this series is no volume"),
      trigger: () => ohif.run("setHangingProtocol", { protocolId: VOLUME }),
    },
    "layout.next": {
      needs: ["setHangingProtocol", "setViewportGridLayout", "hangingProtocolService.getActiveProtocol"],
      why: () => noImage(ohif.viewport),
      trigger: () => lay(ohif, following(layouts.filter(possible), current(ohif))),
    },
    "layout.maximise": {
      needs: ["toggleOneUp"],
      why: () => noImage(ohif.viewport),
      trigger: () => ohif.run("toggleOneUp"),
    },
    "series.next": series(1),
    "series.previous": series(-1),
  };
}

const VOLUME = "only3D";

/**
 * As radiologists look at it (LPS). Not by OHIF's command setViewportOrientation: after an oblique view that of 3.12.10
 * leaves a camera without a direction, and nothing to see.
 */
const SEEN_FROM: Readonly<Record<"axial" | "sagittal" | "coronal", { towards: Vector; viewUp: Vector }>> = {
  axial: { towards: [0, 0, -1], viewUp: [0, -1, 0] },
  sagittal: { towards: [1, 0, 0], viewUp: [0, 0, 1] },
  coronal: { towards: [0, -1, 0], viewUp: [0, 0, 1] },
};

/** The one after the present one; the first where the present one is none of them. */
export function following(layouts: readonly string[], present: string): string | undefined {
  return layouts[(layouts.indexOf(present) + 1) % layouts.length];
}

function current(ohif: Ohif): string {
  const protocol = ohif.services.hangingProtocolService.getActiveProtocol().protocol?.id ?? "default";
  const { numRows, numCols } = ohif.services.viewportGridService.getState().layout;
  return protocol === "default" ? `${numRows}x${numCols}` : protocol;
}

function lay(ohif: Ohif, name: string | undefined): void {
  const [, rows, columns] = GRID.exec(name ?? "") ?? [];
  if (name === undefined) {
    return;
  }
  if (rows === undefined) {
    ohif.run("setHangingProtocol", { protocolId: name });
    return;
  }
  if (!GRID.test(current(ohif))) {
    ohif.run("setHangingProtocol", { protocolId: "default", reset: true });
  }
  ohif.run("setViewportGridLayout", { numRows: Number(rows), numCols: Number(columns) });
}

function hasProtocol(ohif: Ohif, id: string): boolean {
  return ohif.services.hangingProtocolService.protocols?.has(id) === true;
}
