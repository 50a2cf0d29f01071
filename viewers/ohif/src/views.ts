import type { Viewport } from "./ohif.ts";

// Why the active viewport cannot do something; undefined where it can. Found by asking it, not by its version.

type Why = string | undefined;

export function noImage(viewport: Viewport | undefined): Why {
  if (viewport === undefined) return "no image is shown yet";
  return viewport.getProperties === undefined && viewport.getZoom === undefined
    ? `a viewport of the kind ${viewport.type} cannot be steered`
    : undefined;
}

export function noSlices(viewport: Viewport | undefined): Why {
  if (viewport === undefined) return "no image is shown yet";
  if (viewport.type === "volume3d") return "a 3D view has no slices";
  return (viewport.getNumberOfSlices?.() ?? 0) > 1 ? undefined : "there is only one image";
}

export function noWindow(viewport: Viewport | undefined): Why {
  if (viewport === undefined) return "no image is shown yet";
  if (viewport.type === "volume3d") return "a 3D view has no window";
  return viewport.getProperties?.().voiRange === undefined ? "this view does not tell its window" : undefined;
}

export function noZoom(viewport: Viewport | undefined): Why {
  return noImage(viewport) ?? (viewport?.getZoom && viewport.setZoom ? undefined : "this view cannot be zoomed");
}

export function noPan(viewport: Viewport | undefined): Why {
  return noImage(viewport) ?? (viewport?.getPan && viewport.setPan ? undefined : "this view cannot be panned");
}

/** Of a stack only its plane can be turned, of a volume everything. */
export function isVolume(viewport: Viewport): boolean {
  return ["orthographic", "volume3d"].includes(viewport.type) && "getCamera" in viewport && "setCamera" in viewport;
}

export function noOrientation(viewport: Viewport | undefined, reconstructable: boolean | undefined): Why {
  if (viewport?.type !== "orthographic") return "it needs a view of a volume: choose MPR";
  return reconstructable === false ? "this series is no volume" : undefined;
}
