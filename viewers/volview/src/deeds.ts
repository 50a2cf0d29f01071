import {
  add,
  length,
  minus,
  move,
  needing,
  rotate,
  stepwise,
  type Camera,
  type Deeds,
  type Vector,
} from "@navicast/plugin";
import type { Annotations, Need, Orientation, VolView } from "./volview.ts";

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
  return needing(VIEWS, {
    ...slices(volview),
    ...windows(volview),
    ...cameras(volview),
    ...views(volview, layouts),
    ...tools(volview),
  });
}

/** Without these nothing can be done. */
const VIEWS: readonly Need[] = ["view.visibleViews", "view.activeView"];

function slices(volview: VolView): Deeds {
  const needs: Need[] = ["viewSlice.getConfig", "viewSlice.updateConfig", "image-cache.getImageMetadata"];
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

/** Those of VolView's own menu, in its order; it has them for CT, and for images that say of no modality. */
const PRESETS = [
  { width: 1000, level: 400 }, // bones
  { width: 1000, level: -426 }, // air
  { width: 350, level: 50 }, // soft tissue
  { width: 1500, level: -600 }, // lungs
  { width: 80, level: 40 }, // brain
] as const;

function windows(volview: VolView): Deeds {
  const needs: Need[] = ["windowing.getConfig", "windowing.updateConfig"];
  const presetNeeds: Need[] = [...needs, "dicom.volumeInfo"];
  const why = (): string | undefined => {
    if (!volview.view) return "no image is shown yet";
    return volview.view.type === "3D" ? "a 3D view has no window" : undefined;
  };
  const whyNoPreset = (): string | undefined => {
    const modality = volview.view && volview.store("dicom").volumeInfo[volview.view.dataID]?.Modality;
    return why() ?? (modality === undefined || modality === "CT" ? undefined : "VolView has presets for CT only");
  };
  const set = (window: { width: number; level: number }): void =>
    volview.store("windowing").updateConfig(volview.view!.id, volview.view!.dataID, window, true);
  let last = -1;
  const preset = (index: number): void => {
    set(PRESETS[index]!);
    last = index;
  };
  return {
    "window.adjust": {
      needs,
      why,
      rate: ([wider = 0, up = 0]: readonly number[]) => {
        const { width, level } = volview.store("windowing").getConfig(volview.view!.id, volview.view!.dataID);
        set({ width: Math.max(1, width + wider), level: level + up });
      },
    },
    "window.preset": {
      needs: presetNeeds,
      why: whyNoPreset,
      trigger: (number) => {
        if (PRESETS[number - 1]) preset(number - 1);
      },
    },
    "window.next-preset": {
      needs: presetNeeds,
      why: whyNoPreset,
      trigger: (steps) => preset((last + steps) % PRESETS.length),
    },
    "window.reset": {
      needs: ["windowing.resetConfig"] satisfies Need[],
      why,
      trigger: () => {
        volview.store("windowing").resetConfig(volview.view!.id, volview.view!.dataID);
        last = -1;
      },
    },
  };
}

function cameras(volview: VolView): Deeds {
  const needs: Need[] = [
    "viewCamera.getConfig",
    "viewCamera.updateConfig",
    "viewAnimation.requestAnimation",
    "viewAnimation.cancelAnimation",
    "image-cache.getImageMetadata",
  ];
  const why = (): string | undefined => (volview.camera ? undefined : "VolView does not say yet how it is seen");
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
      needs: [...needs, ...throughSlices.needs!],
      why,
      rate: ([x = 0, y = 0, z = 0, rx = 0, ry = 0, rz = 0]: readonly number[]) => {
        show(move(volview.camera!, [x, y, 0]));
        turn([rx, ry, rz]);
        if (is3d()) near(z / height());
        else if (volview.view!.type === "2D") throughSlices.rate!(z / SLICE_MM);
      },
    },
    "view.reset": {
      needs: [...needs, "viewSlice.resetSlice"] satisfies Need[],
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

/** What the active view shows, which one that is, and how all are laid out. */
function views(volview: VolView, layouts: readonly string[]): Deeds {
  const many = (): string | undefined => (volview.views.length > 1 ? undefined : "there is only one view");
  const next = (steps: number): void => {
    const ids = volview.views.map(({ id }) => id);
    const at = Math.max(0, ids.indexOf(volview.view?.id ?? ""));
    volview.activate(ids[(at + steps + ids.length) % ids.length]!);
  };
  const active: Need[] = ["view.setActiveView"];
  const noImage = (): string | undefined => (volview.view ? undefined : "no image is shown yet");
  const choice = (name: string) =>
    volview.store("view").availableViewsForSwitcher.find((choice) => choice.name === name);
  const become = (name: "Axial" | "Sagittal" | "Coronal" | "Volume") => ({
    needs: ["view.availableViewsForSwitcher", "view.replaceView"] satisfies Need[],
    why: () => noImage() ?? (choice(name) ? undefined : `this VolView offers no view ${name}`),
    trigger: () => {
      const { id, dataID, name: present } = volview.view!;
      volview.activate(id);
      if (present === name) return;
      const store = volview.store("view");
      store.replaceView(id, { ...choice(name)!, dataID });
      volview.activate(store.activeView!); // which is the new one
    },
  });
  const possible = (): string[] => layouts.filter((name) => name in volview.store("view").namedLayouts);
  const all = (): readonly string[] => volview.store("dataset").idsAsSelections;
  const series = (direction: 1 | -1) => ({
    needs: ["dataset.idsAsSelections", "view.setDataForAllViews"] satisfies Need[],
    why: () => noImage() ?? (all().length > 1 ? undefined : "there is only one series"),
    trigger: (steps: number) => {
      const to = all()[all().indexOf(volview.view!.dataID) + direction * steps];
      if (to !== undefined) volview.keepingActive(() => volview.store("view").setDataForAllViews(to));
    },
  });
  return {
    "view.next": { needs: active, why: many, trigger: () => next(1) },
    "view.previous": { needs: active, why: many, trigger: () => next(-1) },
    "view.axial": become("Axial"),
    "view.sagittal": become("Sagittal"),
    "view.coronal": become("Coronal"),
    "view.volume": become("Volume"),
    "layout.next": {
      needs: ["view.namedLayouts", "view.currentLayoutName", "view.switchToNamedLayout"] satisfies Need[],
      why: () => (possible().length > 0 ? undefined : `this VolView has none of the layouts ${layouts.join(", ")}`),
      trigger: () => {
        const at = possible().indexOf(volview.store("view").currentLayoutName ?? "");
        volview.store("view").switchToNamedLayout(possible()[(at + 1) % possible().length]!);
      },
    },
    "layout.maximise": {
      needs: [...active, "view.toggleActiveViewMaximized"] satisfies Need[],
      why: noImage,
      trigger: () => {
        volview.activate(volview.view!.id);
        volview.store("view").toggleActiveViewMaximized();
      },
    },
    "series.next": series(1),
    "series.previous": series(-1),
  };
}

function tools(volview: VolView): Deeds {
  const annotations = (): Annotations[] =>
    (["ruler", "rectangles", "polygon"] as const).map((name) => volview.store(name));
  return {
    "crosshair.toggle": {
      needs: ["tool.currentTool", "tool.setCurrentTool", "crosshairs.setPosition"] satisfies Need[],
      trigger: () => {
        const { currentTool } = volview.store("tool");
        volview.store("tool").setCurrentTool(currentTool === CROSSHAIRS ? WINDOW_LEVEL : CROSSHAIRS);
      },
    },
    "annotation.toggle": {
      needs: ["ruler.tools", "ruler.updateTool", "rectangles.updateTool", "polygon.updateTool"] satisfies Need[],
      trigger: () => {
        const finished = annotations().flatMap((store) =>
          store.tools.filter(({ placing }) => !placing).map((tool) => ({ store, tool })),
        );
        const visible = finished.some(({ tool }) => !tool.hidden);
        for (const { store, tool } of finished) store.updateTool(tool.id, { hidden: visible });
      },
    },
  };
}

/** Where a person has crosshairs on, the slices follow the tip of the tool in the role of pointer. */
export function follow(volview: VolView, role: string | undefined, tip: Vector | undefined): void {
  if (role !== "pointer" || !tip || !volview.has("crosshairs") || !volview.has("tool")) return;
  if (volview.store("tool").currentTool === CROSSHAIRS) {
    volview.keepingActive(() => volview.store("crosshairs").setPosition(tip));
  }
}
