import type { Marks } from "./marks.ts";

/** Where on the page a view is. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The pointer over the active view; kept as a part of the view, so that it stays where it is when the view changes. */
export class Pointer {
  readonly #marks: Marks;
  readonly #area: () => Area | undefined;
  #x = 0.5;
  #y = 0.5;
  #shown = false;

  /** @param area of the active view, where there is one */
  constructor(marks: Marks, area: () => Area | undefined) {
    this.#marks = marks;
    this.#area = area;
  }

  /** @param right in parts of the view's height; up alike */
  move(right: number, up: number): void {
    const area = this.#area();
    if (!area) {
      return;
    }
    this.#x = inside(this.#x + (right * area.height) / area.width);
    this.#y = inside(this.#y - up);
    this.#shown = true;
    this.#draw();
  }

  show(on: boolean): void {
    this.#shown = on;
    this.#draw();
  }

  get shown(): boolean {
    return this.#shown;
  }

  /** In CSS pixels from the view's own top left corner. */
  at(): readonly [number, number] | undefined {
    const area = this.#area();
    return area && [this.#x * area.width, this.#y * area.height];
  }

  #draw(): void {
    const area = this.#area();
    if (area && this.#shown) {
      this.#marks.show("pointer", "pointer", area.left + this.#x * area.width, area.top + this.#y * area.height);
    } else {
      this.#marks.hide("pointer");
    }
  }
}

function inside(part: number): number {
  return Math.min(Math.max(part, 0), 1);
}
