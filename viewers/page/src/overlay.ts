import type { TrackedTool } from "@navicast/client";
import { poseMatrix, product } from "@navicast/vtk";
import { element } from "./dom.ts";

type Point = readonly [number, number, number];
/** From the world to the view, 0 to 1 to the right and up. */
export type Project = (point: Point) => readonly [number, number];

const SHAFT_MILLIMETRES = 130;
const TRAIL_MILLIS = 2000;
const COLOURS: Readonly<Record<string, string>> = { pointer: "#4cc9f0", needle: "#ffd166" };

interface Shown {
  readonly name: string;
  readonly colour: string;
  tip: Point;
  end: Point;
  trail: { at: number; point: Point }[];
}

/**
 * Tools and their trails over a view, in front of whatever is there. Drawn by themselves, so that sixty poses a second
 * do not cost sixty pictures of a volume. What is not tracked is not there, nor where it had been.
 */
export class ToolOverlay {
  readonly canvas = element("canvas", { className: "overlay" });
  readonly #project: Project;
  readonly #frames: Readonly<Record<string, readonly number[]>>;
  readonly #shown = new Map<string, Shown>();
  #drawing = false;

  constructor(frames: Readonly<Record<string, readonly number[]>>, project: Project) {
    this.#frames = frames;
    this.#project = project;
  }

  take({ name, role, frame, position, orientation, tracked }: TrackedTool, now: number): void {
    const matrix = this.#frames[frame];
    if (!matrix) return; // nobody knows where it is
    const key = `${frame}\n${name}`;
    if (!tracked || !position || !orientation) {
      if (this.#shown.delete(key)) this.drawSoon();
      return;
    }
    const m = product(matrix, poseMatrix(position, orientation));
    const along = (mm: number): Point => [0, 1, 2].map((i) => m[12 + i]! + mm * m[8 + i]!) as unknown as Point;
    const shown = this.#shown.get(key) ?? {
      name,
      colour: COLOURS[role ?? ""] ?? "#e8eef4",
      tip: along(0),
      end: along(0),
      trail: [],
    };
    this.#shown.set(key, shown);
    shown.tip = along(0);
    shown.end = along(SHAFT_MILLIMETRES);
    shown.trail = [...shown.trail.filter(({ at }) => now - at < TRAIL_MILLIS), { at: now, point: shown.tip }];
    this.drawSoon();
  }

  /** With the next frame; also when the view behind it has changed. */
  drawSoon(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      this.#draw();
    });
  }

  #draw(): void {
    const { canvas } = this;
    const [width, height] = [canvas.clientWidth * devicePixelRatio, canvas.clientHeight * devicePixelRatio];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const g = canvas.getContext("2d");
    if (!g) return;
    g.clearRect(0, 0, width, height);
    const at = (point: Point): [number, number] => {
      const [x, y] = this.#project(point);
      return [x * width, (1 - y) * height];
    };
    g.lineCap = g.lineJoin = "round";
    g.font = `600 ${18 * devicePixelRatio}px system-ui, sans-serif`;
    for (const { name, colour, tip, end, trail } of this.#shown.values()) {
      g.strokeStyle = g.fillStyle = colour;
      g.lineWidth = 2.5 * devicePixelRatio;
      trail.forEach(({ point }, i) => {
        if (i === 0) return;
        g.globalAlpha = (0.8 * i) / trail.length;
        g.beginPath();
        g.moveTo(...at(trail[i - 1]!.point));
        g.lineTo(...at(point));
        g.stroke();
      });
      g.globalAlpha = 1;
      g.lineWidth = 5 * devicePixelRatio;
      g.beginPath();
      g.moveTo(...at(tip));
      g.lineTo(...at(end));
      g.stroke();
      const [x, y] = at(tip);
      g.beginPath();
      g.arc(x, y, 6 * devicePixelRatio, 0, 2 * Math.PI);
      g.fill();
      g.shadowColor = "#000";
      g.shadowBlur = 6;
      g.fillText(name, x + 12 * devicePixelRatio, y + 6 * devicePixelRatio);
      g.shadowBlur = 0;
    }
  }
}
