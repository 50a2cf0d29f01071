import { axes, dot, minus, type Deeds, type Marks, type Pointer, type Vector } from "@navicast/plugin";
import type { Ohif, Point, ToolGroup, Viewport } from "./ohif.ts";
import { noImage } from "./views.ts";

const ANNOTATION = "cornerstoneTools.annotation";
const REDRAW = "cornerstoneTools.utilities.triggerAnnotationRenderForViewportIds";
const CROSSHAIRS = "Crosshairs";
const ROLE = "pointer";
/** What Cornerstone keeps among the annotations though nobody measured it. */
const HELPERS = [CROSSHAIRS, "ReferenceLines", "ScaleOverlay"];
/** A tip further from the plane than this is not shown on it. */
const NEAR_MM = 5;

/** What is shown at a tracked tool's tip and at the pointer that feet move: marks, crosshairs, measured points. */
export class Tools {
  readonly #ohif: Ohif;
  readonly #marks: Marks;
  readonly #pointer: Pointer;
  /** By name of the tool. */
  readonly #tips = new Map<string, { readonly role: string | undefined; readonly tip: Vector }>();
  readonly #placed: string[] = [];
  #frame: number | undefined;

  constructor(ohif: Ohif, marks: Marks, pointer: Pointer) {
    this.#ohif = ohif;
    this.#marks = marks;
    this.#pointer = pointer;
  }

  /** Drawn with the next frame: of many poses in between only the newest. */
  tool(name: string, role: string | undefined, tip: Vector | undefined): void {
    if (tip === undefined) {
      this.#tips.delete(name);
      for (const { id } of this.#ohif.viewports) this.#marks.hide(`${name} ${id}`);
    } else {
      this.#tips.set(name, { role, tip });
    }
    this.#frame ??= requestAnimationFrame(() => this.#draw());
  }

  close(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
  }

  deeds(): Deeds {
    const ohif = this.#ohif;
    return {
      "crosshair.toggle": {
        needs: ["setToolActive", "cornerstoneTools.ToolGroupManager.getToolGroupForViewport"],
        why: () => (hasCrosshairs(ohif.toolGroup) ? undefined : "this layout has no crosshairs: choose MPR"),
        trigger: () => {
          const group = ohif.toolGroup!;
          const toolName = isActive(group) ? "WindowLevel" : CROSSHAIRS;
          ohif.run("setToolActive", { toolName, toolGroupId: group.id });
        },
      },
      "measure.place": {
        needs: ["cornerstoneTools.ProbeTool.hydrate", REDRAW],
        why: () => noImage(ohif.viewport) ?? (ohif.viewport?.type === "volume3d" ? "not in a 3D view" : undefined),
        trigger: () => this.#place(),
      },
      "measure.undo": { needs: [`${ANNOTATION}.state.removeAnnotation`, REDRAW], trigger: () => this.#undo() },
      "annotation.toggle": {
        needs: [`${ANNOTATION}.state.getAllAnnotations`, `${ANNOTATION}.visibility.setAnnotationVisibility`, REDRAW],
        trigger: () => this.#toggleAnnotations(),
      },
    };
  }

  #draw(): void {
    this.#frame = undefined;
    for (const [name, { role, tip }] of this.#tips) {
      for (const viewport of this.#ohif.viewports) this.#mark(name, viewport, tip);
      if (role === ROLE) this.#moveCrosshairs(tip);
    }
  }

  #mark(name: string, viewport: Viewport, tip: Vector): void {
    const key = `${name} ${viewport.id}`;
    const at = onPlane(viewport, tip) ? viewport.worldToCanvas?.([...tip]) : undefined;
    const { left, top, width, height } = viewport.element.getBoundingClientRect();
    if (at && at[0] >= 0 && at[1] >= 0 && at[0] <= width && at[1] <= height) {
      this.#marks.show(key, "tip", left + at[0], top + at[1], name);
    } else {
      this.#marks.hide(key);
    }
  }

  /** Where a person has crosshairs on, the planes follow the tip. */
  #moveCrosshairs(tip: Vector): void {
    const group = this.#ohif.toolGroup;
    if (hasCrosshairs(group) && isActive(group)) group.getToolInstance(CROSSHAIRS)?.setToolCenter?.([...tip]);
  }

  /** At the tool in the role of pointer where one is tracked, else where the pointer is. */
  #place(): void {
    const viewport = this.#ohif.viewport!;
    const tip = [...this.#tips.values()].find(({ role }) => role === ROLE)?.tip;
    const at = this.#pointer.at();
    const point: Point | undefined = tip ? [...tip] : at && viewport.canvasToWorld?.([...at]);
    if (!point) return;
    const { ProbeTool } = this.#ohif.libraries!.cornerstoneTools;
    const annotationUID = `navicast-${Date.now()}-${this.#placed.length}`;
    ProbeTool.hydrate(viewport.id, [point], { annotationUID });
    this.#placed.push(annotationUID);
    this.#redraw();
  }

  /** Takes away the newest of what was placed here, and nothing that a person measured by hand. */
  #undo(): void {
    const { state } = this.#ohif.libraries!.cornerstoneTools.annotation;
    let newest = this.#placed.pop();
    while (newest !== undefined && !state.getAnnotation(newest)) newest = this.#placed.pop();
    if (newest === undefined) return;
    state.removeAnnotation(newest);
    this.#redraw();
  }

  #toggleAnnotations(): void {
    const { state, visibility } = this.#ohif.libraries!.cornerstoneTools.annotation;
    const all = state
      .getAllAnnotations()
      .filter(({ metadata }) => !HELPERS.includes(metadata.toolName))
      .map(({ annotationUID }) => annotationUID);
    const visible = all.some((uid) => visibility.isAnnotationVisible(uid) !== false);
    for (const uid of all) visibility.setAnnotationVisibility(uid, !visible);
    this.#redraw();
  }

  #redraw(): void {
    this.#ohif.libraries!.cornerstoneTools.utilities.triggerAnnotationRenderForViewportIds(
      this.#ohif.viewports.map(({ id }) => id),
    );
  }
}

function hasCrosshairs(group: ToolGroup | undefined): group is ToolGroup {
  return group?.getToolOptions(CROSSHAIRS) !== undefined;
}

function isActive(group: ToolGroup): boolean {
  return group.getToolOptions(CROSSHAIRS)?.mode === "Active";
}

/** A 3D view shows every tip. */
function onPlane(viewport: Viewport, tip: Vector): boolean {
  const camera = viewport.getCamera?.();
  if (!camera) return false;
  return viewport.type === "volume3d" || Math.abs(dot(minus(tip, camera.focalPoint), axes(camera).towards)) <= NEAR_MM;
}
