// What of OHIF and Cornerstone is used, as far as it is used. Nothing of it is imported: a ready-made OHIF hands it over.

export interface Managers {
  readonly servicesManager: { readonly services: Services };
  readonly commandsManager: Commands;
  readonly extensionManager: {
    getModuleEntry(id: string): { exports: { getCornerstoneLibraries(): Libraries } } | undefined;
  };
  readonly appConfig?: { readonly navicast?: unknown };
}

export interface Commands {
  /** An unknown name is only a warning on the console for `runCommand`, so this is asked first. */
  getCommand(name: string): unknown;
  runCommand(name: string, options?: object): unknown;
}

export interface Services {
  readonly viewportGridService: {
    getState(): {
      readonly activeViewportId: string | null;
      readonly layout: { readonly numRows: number; readonly numCols: number };
      readonly viewports: ReadonlyMap<string, { readonly displaySetInstanceUIDs?: readonly string[] }>;
    };
    setActiveViewportId(id: string): void;
  };
  readonly cornerstoneViewportService: {
    getCornerstoneViewport(id: string): Viewport | undefined | null;
  };
  readonly displaySetService: { getDisplaySetByUID(uid: string): DisplaySet | undefined };
  readonly hangingProtocolService: {
    readonly protocols?: ReadonlyMap<string, unknown>;
    getActiveProtocol(): { readonly protocol?: { readonly id: string } };
  };
  readonly cineService: {
    getState(): { readonly cines: Readonly<Record<string, { isPlaying?: boolean; frameRate?: number }>> };
    setIsCineEnabled(on: boolean): void;
    setCine(cine: { id: string; isPlaying?: boolean; frameRate?: number }): void;
  };
  readonly customizationService: { getCustomization(id: string): unknown };
  readonly userAuthenticationService?: { getAuthorizationHeader?(): { Authorization?: string } | undefined };
}

export interface DisplaySet {
  readonly isReconstructable?: boolean;
  readonly Modality?: string;
}

export type Point = [number, number, number];

export interface Viewport {
  readonly id: string;
  /** `stack`, `orthographic` and `volume3d` are drawn images; there are others, such as video. */
  readonly type: string;
  readonly renderingEngineId: string;
  readonly element: HTMLElement;
  render(): void;
  getZoom?(): number;
  setZoom?(zoom: number): void;
  getPan?(): [number, number];
  setPan?(pan: [number, number]): void;
  getCamera?(): {
    position: Point;
    focalPoint: Point;
    viewUp: Point;
    viewPlaneNormal: Point;
    parallelScale: number;
  };
  setCamera?(camera: object): void;
  getNumberOfSlices?(): number;
  getSliceIndex?(): number;
  getTargetImageIdIndex?(): number;
  getProperties?(): { readonly voiRange?: { readonly lower: number; readonly upper: number } };
  getDefaultProperties?(): { readonly voiRange?: { readonly lower: number; readonly upper: number } };
  canvasToWorld?(canvas: [number, number]): Point;
  worldToCanvas?(world: Point): [number, number];
}

export interface Libraries {
  readonly cornerstone: {
    readonly utilities: {
      scroll(viewport: Viewport, options: { delta: number }): void;
      readonly windowLevel: {
        toWindowLevel(lower: number, upper: number): { windowWidth: number; windowCenter: number };
      };
    };
  };
  readonly cornerstoneTools: {
    readonly ToolGroupManager: {
      getToolGroupForViewport(viewportId: string, renderingEngineId: string): ToolGroup | undefined;
    };
    readonly ProbeTool: {
      hydrate(viewportId: string, points: Point[], options: { annotationUID: string }): void;
    };
    readonly annotation: {
      readonly state: {
        getAllAnnotations(): { readonly annotationUID: string; readonly metadata: { readonly toolName: string } }[];
        getAnnotation(uid: string): unknown;
        removeAnnotation(uid: string): void;
      };
      readonly visibility: {
        isAnnotationVisible(uid: string): boolean | undefined;
        setAnnotationVisibility(uid: string, visible: boolean): void;
      };
    };
    readonly utilities: { triggerAnnotationRenderForViewportIds(ids: string[]): void };
  };
}

export interface ToolGroup {
  readonly id: string;
  hasTool?(name: string): boolean;
  getToolOptions(name: string): { readonly mode?: string } | undefined;
  getToolInstance(name: string): { setToolCenter?(point: Point): void } | undefined;
}

const CORNERSTONE = "@ohif/extension-cornerstone.utilityModule.common";

/** A running OHIF: what is asked of it, and nothing that it could be broken by. */
export class Ohif {
  readonly services: Services;
  readonly #commands: Commands;
  readonly #extensions: Managers["extensionManager"];

  constructor({ servicesManager, commandsManager, extensionManager }: Managers) {
    this.services = servicesManager.services;
    this.#commands = commandsManager;
    this.#extensions = extensionManager;
  }

  /**
   * @param need the name of a command (they come with the extensions of a mode, and are there once it is entered), or the
   *     way to a part of a service or of Cornerstone's libraries, such as `cineService.setCine`
   */
  has(need: string): boolean {
    if (!need.includes(".")) return this.#commands.getCommand(need) !== undefined;
    let found: unknown = { ...this.services, ...this.libraries };
    for (const part of need.split(".")) found = (found as Readonly<Record<string, unknown>> | undefined)?.[part];
    return found !== undefined;
  }

  run(command: string, options?: object): void {
    this.#commands.runCommand(command, options);
  }

  /** Cornerstone's libraries, where OHIF lends them. */
  get libraries(): Libraries | undefined {
    const lent = this.#extensions.getModuleEntry(CORNERSTONE)?.exports.getCornerstoneLibraries?.();
    const { cornerstone, cornerstoneTools } = globalThis as unknown as Partial<Libraries>;
    return lent ?? (cornerstone && cornerstoneTools ? { cornerstone, cornerstoneTools } : undefined);
  }

  get activeId(): string | undefined {
    return this.services.viewportGridService.getState().activeViewportId ?? undefined;
  }

  /** The active viewport, once it draws something. */
  get viewport(): Viewport | undefined {
    const id = this.activeId;
    return (id && this.services.cornerstoneViewportService.getCornerstoneViewport(id)) || undefined;
  }

  /** All that are drawn. */
  get viewports(): Viewport[] {
    const { viewports } = this.services.viewportGridService.getState();
    return [...viewports.keys()].flatMap(
      (id) => this.services.cornerstoneViewportService.getCornerstoneViewport(id) ?? [],
    );
  }

  /** What the active viewport shows. */
  get displaySet(): DisplaySet | undefined {
    const { viewports, activeViewportId } = this.services.viewportGridService.getState();
    const [uid] = viewports.get(activeViewportId ?? "")?.displaySetInstanceUIDs ?? [];
    return uid === undefined ? undefined : this.services.displaySetService.getDisplaySetByUID(uid);
  }

  get toolGroup(): ToolGroup | undefined {
    const viewport = this.viewport;
    return (
      viewport &&
      this.libraries?.cornerstoneTools.ToolGroupManager.getToolGroupForViewport(viewport.id, viewport.renderingEngineId)
    );
  }

  /** The token of OHIF's own login. */
  token(): string | undefined {
    const header = this.services.userAuthenticationService?.getAuthorizationHeader?.()?.Authorization;
    return header?.replace(/^Bearer /i, "");
  }
}

/** Without these nothing can be done. */
export const VIEWS = [
  "viewportGridService.getState",
  "cornerstoneViewportService.getCornerstoneViewport",
  "displaySetService.getDisplaySetByUID",
] as const;
