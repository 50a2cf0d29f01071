import type { TrackedTool } from "@navicast/client";
import { byId, element } from "./dom.ts";

/** Tools of the tracker by name, with where they are or why that is not known. */
export class ToolList {
  readonly #host = byId("tools");
  readonly #lines = new Map<string, { line: HTMLElement; where: HTMLElement }>();
  readonly #frames: ReadonlySet<string>;

  /** @param frames that are known to the views; tools of others are listed, and shown nowhere */
  constructor(frames: Iterable<string>) {
    this.#frames = new Set(frames);
  }

  take({ name, role, frame, tracked, status, position }: TrackedTool): void {
    const key = `${frame}\n${name}`;
    let shown = this.#lines.get(key);
    if (!shown) {
      const where = element("span");
      const line = element("p", {}, element("b", { textContent: name }), where);
      shown = { line, where };
      this.#lines.set(key, shown);
      this.#host.append(line);
    }
    const known = this.#frames.has(frame);
    shown.line.className = `tool ${role ?? ""} ${tracked ? (known ? "tracked" : "elsewhere") : "lost"}`;
    shown.where.textContent = !tracked
      ? (STATUS[status] ?? status)
      : known
        ? (position ?? []).map((mm) => mm.toFixed(0).padStart(4)).join(" ") + " mm"
        : `in ${frame}, which this page does not know`;
  }
}

const STATUS: Readonly<Record<string, string>> = {
  missing: "not seen",
  invalid: "not to be trusted",
  lease: "nothing new came",
  link: "link to the hub is cut",
  device: "tracker is gone",
  session: "gateway began anew",
  paused: "paused",
};
