import type { TrackedTool } from "@navicast/client";
import vtkActor from "@kitware/vtk.js/Rendering/Core/Actor";
import vtkConeSource from "@kitware/vtk.js/Filters/Sources/ConeSource";
import vtkMapper from "@kitware/vtk.js/Rendering/Core/Mapper";
import vtkPolyData from "@kitware/vtk.js/Common/DataModel/PolyData";
import type { vtkRenderer } from "@kitware/vtk.js/Rendering/Core/Renderer";

/** 4 × 4, column by column, as gl-matrix and vtk.js have it. */
export type Matrix = ArrayLike<number>;

export interface ToolsOptions {
  /**
   * Where each reference frame of a tracker is in the scene, a rigid motion: what turns its millimetres into those of the
   * scene. Tools of other frames are not shown, since nobody knows where they are.
   */
  readonly frames: Readonly<Record<string, Matrix>>;
  /** How a tool looks, its tip at the origin; a cone along the tool's z axis where left out. */
  readonly actorOf?: (tool: TrackedTool) => vtkActor;
  /** How long a tip leaves a trail, in milliseconds; 0 for none. */
  readonly trailMillis?: number;
}

const TRAIL_MILLIS = 2000;
const MAX_TRAIL = 512;
const CONE_MILLIMETRES = 20;

/** One tool in the scene. What is not tracked is not there: neither the tool at its last place nor where it had been. */
class Shown {
  readonly actor: vtkActor;
  readonly trail = vtkActor.newInstance();
  readonly #line = vtkPolyData.newInstance();
  #points: { at: number; x: number; y: number; z: number }[] = [];

  constructor(actor: vtkActor) {
    this.actor = actor;
    const mapper = vtkMapper.newInstance();
    mapper.setInputData(this.#line);
    this.trail.setMapper(mapper);
    this.trail.getProperty().setLighting(false);
    this.hide();
  }

  show(matrix: Float64Array, now: number, trailMillis: number): void {
    this.actor.setUserMatrix(matrix as never);
    this.actor.setVisibility(true);
    this.#points.push({ at: now, x: matrix[12] ?? 0, y: matrix[13] ?? 0, z: matrix[14] ?? 0 });
    this.#points = this.#points.filter(({ at }) => now - at <= trailMillis).slice(-MAX_TRAIL);
    this.trail.setVisibility(this.#points.length > 1);
    if (this.#points.length > 1) this.#draw();
  }

  hide(): void {
    this.#points = [];
    this.actor.setVisibility(false);
    this.trail.setVisibility(false);
  }

  #draw(): void {
    const points = this.#points.flatMap(({ x, y, z }) => [x, y, z]);
    this.#line.getPoints().setData(Float32Array.from(points), 3);
    this.#line.getLines().setData(Uint32Array.from([this.#points.length, ...this.#points.keys()]));
    this.#line.modified();
  }
}

/** Tools of trackers as actors of one renderer. */
export class Tools {
  readonly #renderer: vtkRenderer;
  readonly #options: ToolsOptions;
  readonly #shown = new Map<string, Shown>();

  constructor(renderer: vtkRenderer, options: ToolsOptions) {
    this.#renderer = renderer;
    this.#options = options;
  }

  /** @returns whether anything is to be drawn anew */
  take(tool: TrackedTool, now: number): boolean {
    const frame = this.#options.frames[tool.frame];
    if (!frame) return false;
    const key = JSON.stringify([tool.device, tool.frame, tool.name]);
    let shown = this.#shown.get(key);
    if (!tool.tracked || !tool.position || !tool.orientation) {
      shown?.hide();
      return shown !== undefined;
    }
    if (!shown) {
      shown = new Shown((this.#options.actorOf ?? cone)(tool));
      this.#shown.set(key, shown);
      this.#renderer.addActor(shown.actor);
      this.#renderer.addActor(shown.trail);
    }
    const trail = this.#options.trailMillis ?? TRAIL_MILLIS;
    shown.show(product(frame, poseMatrix(tool.position, tool.orientation)), now, trail);
    return true;
  }

  dispose(): void {
    for (const { actor, trail } of this.#shown.values()) {
      this.#renderer.removeActor(actor);
      this.#renderer.removeActor(trail);
    }
    this.#shown.clear();
  }
}

/** A pose as a matrix, column by column; the quaternion is x, y, z, w and of length 1. */
export function poseMatrix(position: ArrayLike<number>, orientation: ArrayLike<number>): Float64Array {
  const [x = 0, y = 0, z = 0, w = 1] = Array.from(orientation);
  const [px = 0, py = 0, pz = 0] = Array.from(position);
  // prettier-ignore
  return Float64Array.of(
    1 - 2 * (y * y + z * z), 2 * (x * y + z * w), 2 * (x * z - y * w), 0,
    2 * (x * y - z * w), 1 - 2 * (x * x + z * z), 2 * (y * z + x * w), 0,
    2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y), 0,
    px, py, pz, 1,
  );
}

/** a · b, column by column. */
export function product(a: Matrix, b: Matrix): Float64Array {
  const out = new Float64Array(16);
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 4; row++) {
      for (let k = 0; k < 4; k++) out[column * 4 + row]! += a[k * 4 + row]! * b[column * 4 + k]!;
    }
  }
  return out;
}

function cone({ role }: TrackedTool): vtkActor {
  const source = vtkConeSource.newInstance({
    height: CONE_MILLIMETRES,
    radius: CONE_MILLIMETRES / 8,
    resolution: 24,
    direction: [0, 0, -1],
    center: [0, 0, CONE_MILLIMETRES / 2],
  });
  const mapper = vtkMapper.newInstance();
  mapper.setInputConnection(source.getOutputPort());
  const actor = vtkActor.newInstance();
  actor.setMapper(mapper);
  const [r, g, b] = COLOURS[role ?? ""] ?? [0.9, 0.9, 0.9];
  actor.getProperty().setColor(r, g, b);
  return actor;
}

const COLOURS: Readonly<Record<string, readonly [number, number, number]>> = {
  pointer: [0.2, 0.8, 1],
  needle: [1, 0.8, 0.2],
  probe: [0.4, 1, 0.4],
  camera: [0.8, 0.5, 1],
};
