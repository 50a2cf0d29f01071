import { add, length, minus, move, rotate, stepwise, type Camera, type Deeds, type Vector } from "@navicast/plugin";
import type { Orientation, StoreName, VolView } from "./volview.ts";

const LAYOUTS = ["Axial Coronal Sagittal", "Axial Only", "Four Up"];
const CROSSHAIRS = "Crosshairs";
const WINDOW_LEVEL = "WindowLevel";
/** A 3D view is 30° high. */
const HEIGHT_OF_3D = 2 * Math.tan(Math.PI / 12);

/** Which way the numbers of slices go, by the axis of the patient that the view looks along. */
const NEXT: Readonly<Record<Orientation, { axis: 0 | 1 | 2; sense: 1 | -1 }>> = {
  Axial: { axis: 2, sense: -1 }, // to the feet
  Coronal: { axis: 1, sense: -1 }, // to the front
  Sagittal: { axis: 0, sense: 1 }, // to the left
};

/**
 * Whether the next slice has the higher number: by where the image's axis goes in the patient (LPS).
 *
 * @param indexToWorld sixteen numbers, column by column
 */
export function sense(orientation: Orientation, column: number, indexToWorld: ArrayLike<number>): 1 | -1 {
  const { axis, sense } = NEXT[orientation];
  return indexToWorld[column * 4 + axis]! * sense >= 0 ? 1 : -1;
}

/** All that a VolView can do. */
export function deeds(volview: VolView, layouts: readonly string[] = LAYOUTS): Deeds {
  return { ...slices(volview), ...windows(volview), ...cameras(volview), ...layoutsAndTools(volview, layouts) };
}

function slices(volview: VolView): Deeds {
  const needs: StoreName[] = ["view", "viewSlice", "image-cache"];
  const why = (): string | undefined => {
    if (!volview.view) return "no image is shown yet";
    return volview.view.type === "2D" ? undefined : "this view has no slices";
  };
  const direction = (): 1 | -1 => {
    const { dataID, options } = volview.view!;
    const metadata = volview.store("image-cache").getImageMetadata(dataID);
    const { orientation } = options;
    if (!metadata || !orientation) return 1;
    return sense(orientation, metadata.lpsOrientation[orientation], metadata.indexToWorld);
  };
  const config = () => volview.store("viewSlice").getConfig(volview.view!.id, volview.view!.dataID);
  const go = (slice: number): void =>
    volview.store("viewSlice").updateConfig(volview.view!.id, volview.view!.dataID, { slice });
  const by = (steps: number): void => go(config().slice + direction() * steps);
  return {
    "slice.next": { needs, why, trigger: by },
    "slice.previous": { needs, why, trigger: (steps) => by(-steps) },
    "slice.first": { needs, why, trigger: () => go(direction() > 0 ? config().min : config().max) },
    "slice.middle": { needs, why, trigger: () => go(Math.round((config().min + config().max) / 2)) },
    "slice.last": { needs, why, trigger: () => go(direction() > 0 ? config().max : config().min) },
    "slice.scroll": { needs, why, rate: stepwise(by) },
  };
}

function windows(volview: VolView): Deeds {
  const needs: StoreName[] = ["view", "windowing"];
  const why = (): string | undefined => {
    if (!volview.view) return "no image is shown yet";
    return volview.view.type === "3D" ? "a 3D view has no window" : undefined;
  };
  return {
    "window.adjust": {
      needs,
      why,
      rate: ([wider = 0, up = 0]: readonly number[]) => {
        const { id, dataID } = volview.view!;
        const { width, level } = volview.store("windowing").getConfig(id, dataID);
        const next = { width: Math.max(1, width + wider), level: level + up };
        volview.store("windowing").updateConfig(id, dataID, next, true);
      },
    },
    "window.reset": {
      needs,
      why,
      trigger: () => volview.store("windowing").resetConfig(volview.view!.id, volview.view!.dataID),
    },
  };
}

function cameras(volview: VolView): Deeds {
  const needs: StoreName[] = ["view", "viewCamera", "viewAnimation"];
  const why = (): string | undefined => (volview.camera ? undefined : "no image is drawn yet");
  const is3d = (): boolean => volview.view!.type === "3D";
  const height = (): number => {
    const { position, focalPoint, parallelScale } = volview.camera!;
    return is3d() ? HEIGHT_OF_3D * length(minus(position, focalPoint)) : 2 * parallelScale;
  };
  const show = ({ position, focalPoint, viewUp }: Camera): void => volview.show({ position, focalPoint, viewUp });
  const near = (doublings: number): void => {
    const { position, focalPoint, parallelScale } = volview.camera!;
    if (is3d()) volview.show({ position: add(focalPoint, minus(position, focalPoint), 2 ** -doublings) });
    else volview.show({ parallelScale: parallelScale * 2 ** -doublings });
  };
  /** A plane turns within itself, for VolView draws no oblique one there. */
  const turn = ([x, y, z]: Vector): void => show(rotate(volview.camera!, is3d() ? [x, y, z] : [0, 0, z]));
  const throughSlices = slices(volview)["slice.scroll"]!;
  return {
    "view.pan": {
      needs,
      why,
      rate: ([right = 0, up = 0]: readonly number[]) =>
        show(move(volview.camera!, [right * height(), up * height(), 0])),
    },
    "view.zoom": { needs, why, rate: near },
    "view.rotate": { needs, why, rate: ([x = 0, y = 0, z = 0]: readonly number[]) => turn([x, y, z]) },
    "view.fly": {
      needs,
      why,
      rate: ([x = 0, y = 0, z = 0, rx = 0, ry = 0, rz = 0]: readonly number[]) => {
        show(move(volview.camera!, [x, y, 0]));
        turn([rx, ry, rz]);
        if (is3d()) near(z / height());
        else if (volview.view!.type === "2D") throughSlices.rate!(z / SLICE_MM);
      },
    },
    "view.reset": {
      needs,
      why,
      trigger: () => {
        const first = volview.firstCamera;
        if (volview.view!.type === "2D") volview.store("viewSlice").resetSlice(volview.view!.id, volview.view!.dataID);
        if (first) volview.show(first);
      },
    },
  };
}

/** How far a flight goes from one slice to the next. */
const SLICE_MM = 3;

function layoutsAndTools(volview: VolView, layouts: readonly string[]): Deeds {
  const needs: StoreName[] = ["view"];
  const many = (): string | undefined => (volview.views.length > 1 ? undefined : "there is only one view");
  const next = (steps: number): void => {
    const ids = volview.views.map(({ id }) => id);
    const at = Math.max(0, ids.indexOf(volview.view?.id ?? ""));
    volview.store("view").setActiveView(ids[(at + steps + ids.length) % ids.length]!);
  };
  const possible = (): string[] => layouts.filter((name) => name in volview.store("view").namedLayouts);
  return {
    "view.next": { needs, why: many, trigger: () => next(1) },
    "view.previous": { needs, why: many, trigger: () => next(-1) },
    "view.volume": {
      needs,
      why: () => ("3D Only" in volview.store("view").namedLayouts ? undefined : "this VolView has no layout 3D Only"),
      trigger: () => volview.store("view").switchToNamedLayout("3D Only"),
    },
    "layout.next": {
      needs,
      why: () => (possible().length > 0 ? undefined : `this VolView has none of the layouts ${layouts.join(", ")}`),
      trigger: () => {
        const at = possible().indexOf(volview.store("view").currentLayoutName ?? "");
        volview.store("view").switchToNamedLayout(possible()[(at + 1) % possible().length]!);
      },
    },
    "layout.maximise": {
      needs,
      why: () => (volview.view ? undefined : "no image is shown yet"),
      trigger: () => {
        volview.store("view").setActiveView(volview.view!.id);
        volview.store("view").toggleActiveViewMaximized();
      },
    },
    "crosshair.toggle": {
      needs: ["tool", "crosshairs"],
      trigger: () => {
        const { currentTool } = volview.store("tool");
        volview.store("tool").setCurrentTool(currentTool === CROSSHAIRS ? WINDOW_LEVEL : CROSSHAIRS);
      },
    },
  };
}

/** Where a person has crosshairs on, the slices follow the tip of the tool in the role of pointer. */
export function follow(volview: VolView, role: string | undefined, tip: Vector | undefined): void {
  if (role !== "pointer" || !tip || !volview.has("crosshairs") || !volview.has("tool")) return;
  if (volview.store("tool").currentTool === CROSSHAIRS) volview.store("crosshairs").setPosition(tip);
}
