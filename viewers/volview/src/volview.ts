// What of VolView's stores is used, as far as it is used. Nothing is imported: they are found in the running page.

import type { Vector } from "@navicast/plugin";

export interface View {
  readonly id: string;
  readonly name: string;
  readonly type: "2D" | "3D" | "Oblique";
  readonly dataID: string | null;
  readonly options: { readonly orientation?: Orientation };
}

/** A view as VolView's own menu in the corner of a view offers it. */
export type Choice = Omit<View, "id">;

export type Orientation = "Axial" | "Sagittal" | "Coronal";

export interface CameraConfig {
  readonly position?: Vector;
  readonly focalPoint?: Vector;
  readonly viewUp?: Vector;
  readonly parallelScale?: number;
}

export interface Stores {
  readonly view: {
    readonly visibleViews: readonly (View | undefined)[];
    readonly activeView: string | null | undefined;
    readonly currentLayoutName: string | null | undefined;
    readonly namedLayouts: Readonly<Record<string, unknown>>;
    readonly availableViewsForSwitcher: readonly Choice[];
    setActiveView(id: string): void;
    replaceView(id: string, by: Choice): void;
    setDataForAllViews(data: string): void;
    toggleActiveViewMaximized(): void;
    switchToNamedLayout(name: string): void;
  };
  readonly viewSlice: {
    getConfig(view: string, data: string): { slice: number; min: number; max: number };
    updateConfig(view: string, data: string, patch: { slice: number }): void;
    resetSlice(view: string, data: string): void;
  };
  readonly windowing: {
    getConfig(view: string, data: string): { width: number; level: number };
    updateConfig(view: string, data: string, patch: { width: number; level: number }, byPerson: boolean): void;
    resetConfig(view: string, data: string): void;
  };
  readonly viewCamera: {
    getConfig(view: string, data: string): CameraConfig | undefined;
    updateConfig(view: string, data: string, patch: CameraConfig): void;
  };
  readonly viewAnimation: {
    requestAnimation(key: string, filter: { byViewIds: string[] }): void;
    cancelAnimation(key: string): void;
  };
  readonly dataset: { readonly idsAsSelections: readonly string[] };
  /** Images that came as DICOM, by their data id. */
  readonly dicom: { readonly volumeInfo: Readonly<Record<string, { readonly Modality: string } | undefined>> };
  readonly ruler: Annotations;
  readonly rectangles: Annotations;
  readonly polygon: Annotations;
  readonly crosshairs: { setPosition(point: Vector): void };
  readonly tool: { readonly currentTool: string; setCurrentTool(name: string): void };
  readonly "image-cache": {
    getImageMetadata(data: string):
      | {
          readonly lpsOrientation: Readonly<Record<Orientation, 0 | 1 | 2>>;
          readonly indexToWorld: ArrayLike<number>;
          readonly dimensions: ArrayLike<number>;
          readonly spacing: ArrayLike<number>;
        }
      | null
      | undefined;
  };
}

/** What a person measured or outlined. */
export interface Annotations {
  readonly tools: readonly { readonly id: string; readonly placing?: boolean; readonly hidden?: boolean }[];
  updateTool(id: string, patch: { hidden: boolean }): void;
}

export type StoreName = keyof Stores;
/** A store, or what is used of it, such as `viewSlice.updateConfig`. */
export type Need = { [Name in StoreName]: Name | `${Name}.${keyof Stores[Name] & string}` }[StoreName];

interface Pinia {
  /** Not part of Pinia's public face; where it is renamed, every store is missing and the panel says so. */
  readonly _s?: ReadonlyMap<string, unknown>;
}

/** The stores of the VolView in this page, while it is there. */
export function pinia(): Pinia | undefined {
  const app = document.querySelector("#app") as {
    __vue_app__?: { config: { globalProperties: { $pinia?: Pinia } } };
  } | null;
  return app?.__vue_app__?.config.globalProperties.$pinia;
}

/** What VolView draws a view in. */
const VIEW = ".vtk-view";

/** The axes that go across a view and down, by what it is. */
const SIDES: Readonly<Record<Orientation, readonly [Orientation, Orientation]>> = {
  Axial: ["Sagittal", "Coronal"],
  Coronal: ["Sagittal", "Axial"],
  Sagittal: ["Coronal", "Axial"],
};

/** How long after its last motion a camera is drawn anew: it tells no one that it was moved. */
const DRAWN_FOR_MILLIS = 150;

/** After this long VolView has followed all that was moved. */
const SETTLED_MILLIS = 250;

/** A running VolView: what is asked of it. */
export class VolView {
  readonly #first = new Map<string, Required<CameraConfig>>();
  /** By the id of a view: how large it was last known to be. */
  readonly #scales = new Map<string, number>();
  /** The active view as a person chose it, while slices of several views move. */
  #chosen: string | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;
  readonly #ending = new Map<string, ReturnType<typeof setTimeout>>();

  /** Whoever clicks into a view chooses it. */
  constructor() {
    const clicked = (event: Event): void => {
      if ((event.target as Element | null)?.closest?.(VIEW)) this.#chosen = undefined;
    };
    for (const kind of ["pointerdown", "wheel"])
      document.addEventListener(kind, clicked, { capture: true, passive: true });
  }

  /** @param need a {@link Need} */
  has(need: string): boolean {
    const [name = "", member] = need.split(".");
    const store = pinia()?._s?.get(name) as object | undefined;
    return store !== undefined && (member === undefined || member in store);
  }

  store<Name extends StoreName>(name: Name): Stores[Name] {
    return pinia()!._s!.get(name) as Stores[Name];
  }

  get views(): View[] {
    return this.store("view").visibleViews.filter((view) => view !== undefined);
  }

  /** The active view that shows something; the first one while none was chosen. */
  get view(): (View & { readonly dataID: string }) | undefined {
    const { activeView } = this.store("view");
    const one = (wanted: string | null | undefined) => this.views.find(({ id }) => id === wanted);
    const view = one(this.#chosen) ?? one(activeView) ?? this.views[0];
    return view?.dataID ? (view as View & { dataID: string }) : undefined;
  }

  /** A person chooses a view. */
  activate(id: string): void {
    if (this.#chosen !== undefined) this.#chosen = id;
    this.store("view").setActiveView(id);
  }

  /**
   * What moves the slices of several views. VolView takes the last of them for the one that a person chose, in tasks of its
   * own after it; so what was chosen is kept here meanwhile, and chosen anew.
   */
  keepingActive(act: () => void): void {
    this.#chosen ??= this.store("view").activeView ?? undefined;
    this.#chooseAnew();
    act();
    setTimeout(() => this.#chooseAnew());
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.#chooseAnew();
      this.#chosen = undefined;
    }, SETTLED_MILLIS);
  }

  #chooseAnew(): void {
    const view = this.store("view");
    const chosen = this.#chosen;
    if (chosen === undefined || view.activeView === chosen) return;
    if (view.visibleViews.some((visible) => visible?.id === chosen)) view.setActiveView(chosen);
  }

  /** Of the active view; undefined until it was drawn once. */
  get camera(): Required<CameraConfig> | undefined {
    const view = this.view;
    const camera = view && this.store("viewCamera").getConfig(view.id, view.dataID);
    if (!camera?.position || !camera.focalPoint || !camera.viewUp) return undefined;
    const { position, focalPoint, viewUp } = camera;
    const parallelScale = this.#scale(view!, camera);
    if (parallelScale === undefined) return undefined;
    const whole = {
      position: [...position] as const,
      focalPoint: [...focalPoint] as const,
      viewUp: [...viewUp] as const,
      parallelScale,
    };
    const key = `${view!.id} ${view!.dataID}`;
    if (!this.#first.has(key)) this.#first.set(key, whole);
    return whole;
  }

  /**
   * Half of the height that a view shows, in millimetres. The store has it only once it differed from what it was before: a
   * view that is made anew begins as the image fits into it, another series with what the one before had.
   */
  #scale(view: View, { parallelScale }: CameraConfig): number | undefined {
    if (view.type === "3D") return 1; // in perspective it counts for nothing
    if (parallelScale !== undefined) this.#scales.set(view.id, parallelScale);
    return this.#scales.get(view.id) ?? this.#fitting(view);
  }

  /** The same where the whole image is seen, as VolView reckons it; it draws the views in their order. */
  #fitting({ id, dataID, options }: View): number | undefined {
    const image = this.store("image-cache").getImageMetadata(dataID!);
    if (!image || !options.orientation) return undefined;
    const millimetres = (axis: Orientation): number => {
      const column = image.lpsOrientation[axis];
      return image.dimensions[column]! * image.spacing[column]!;
    };
    const [across, down] = SIDES[options.orientation];
    const drawn = document.querySelectorAll(VIEW)[this.views.findIndex((view) => view.id === id)];
    const { width = 0, height = 0 } = drawn?.getBoundingClientRect() ?? {};
    const needed = width > 0 && height > 0 ? (millimetres(across) * height) / width : 0;
    return Math.max(millimetres(down), needed) / 2;
  }

  /** As the active view was seen first, the whole image in it: no store keeps that. */
  get firstCamera(): CameraConfig | undefined {
    const view = this.view;
    const first = view && this.#first.get(`${view.id} ${view.dataID}`);
    return first && { ...first, parallelScale: this.#fitting(view) ?? first.parallelScale };
  }

  /** The store alone would change without a picture: so it is asked to draw, until shortly after the last motion. */
  show(patch: CameraConfig): void {
    const { id, dataID } = this.view!;
    this.store("viewCamera").updateConfig(id, dataID, patch);
    const key = `navicast-${id}`;
    this.store("viewAnimation").requestAnimation(key, { byViewIds: [id] });
    clearTimeout(this.#ending.get(key));
    const end = (): void => this.store("viewAnimation").cancelAnimation(key);
    this.#ending.set(key, setTimeout(end, DRAWN_FOR_MILLIS));
  }
}
