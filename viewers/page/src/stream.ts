import { byId, element } from "./dom.ts";
import { lineOf } from "./words.ts";
import type { Arrived } from "./watch.ts";

const KEPT = 300;
const SHOWN = 60;
/** Motions and poses come sixty times a second: of each stream the newest of a fifth of a second is a line. */
const CONTINUOUS_MILLIS = 200;
const DRAW_MILLIS = 100;

interface Line {
  readonly time: string;
  readonly device: string;
  readonly event: string;
  readonly words: string;
  readonly latency: string;
}

/** The newest events, to be filtered and halted. */
export class Stream {
  readonly #list = byId<HTMLOListElement>("events");
  readonly #filter = byId<HTMLInputElement>("filter");
  readonly #pause = byId<HTMLButtonElement>("pause");
  readonly #lines: Line[] = [];
  readonly #last = new Map<string, number>();
  #paused = false;
  #stale = false;

  constructor() {
    this.#filter.addEventListener("input", () => this.#draw());
    this.#pause.addEventListener("click", () => this.toggle());
    setInterval(() => {
      if (this.#stale && !this.#paused && !document.hidden) this.#draw();
    }, DRAW_MILLIS);
  }

  /** What comes while it is paused is not shown later either: it goes on with what is new. */
  toggle(): void {
    this.#paused = !this.#paused;
    this.#pause.setAttribute("aria-pressed", String(this.#paused));
    this.#pause.firstChild!.textContent = this.#paused ? "Resume " : "Pause ";
  }

  add(arrived: Arrived): void {
    if (this.#paused) return;
    const { at, event, resource, latencyMillis } = arrived;
    const lasts =
      event === "navi-motion" ||
      event === "navi-pose" ||
      /^(updated|held)$/.test(String(resource["phase"] ?? resource["state"]));
    const stream = `${event} ${String(resource["device"])} ${String(resource["action"] ?? resource["control"] ?? "")}`;
    if (lasts && at - (this.#last.get(stream) ?? 0) < CONTINUOUS_MILLIS) return;
    this.#last.set(stream, at);
    this.#lines.unshift({
      time:
        new Date(at).toLocaleTimeString("en-GB", { hour12: false }) +
        `.${String(Math.floor(at % 1000)).padStart(3, "0")}`,
      device: String(resource["device"] ?? resource["gateway"] ?? ""),
      event: event.replace("navi-", ""),
      words: lineOf(arrived),
      latency: latencyMillis === undefined ? "" : `${latencyMillis.toFixed(latencyMillis < 9.95 ? 1 : 0)} ms`,
    });
    this.#lines.length = Math.min(this.#lines.length, KEPT);
    this.#stale = true;
  }

  #draw(): void {
    this.#stale = false;
    const wanted = this.#filter.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const lines = this.#lines.filter((line) => {
      const all = Object.values(line).join(" ").toLowerCase();
      return wanted.every((word) => all.includes(word));
    });
    this.#list.replaceChildren(
      ...lines
        .slice(0, SHOWN)
        .map(({ time, device, event, words, latency }) =>
          element(
            "li",
            { className: event },
            element("time", { textContent: time.slice(3) }),
            element("b", { textContent: device }),
            element("span", { textContent: words, title: words }),
            element("em", { textContent: latency }),
          ),
        ),
    );
  }
}
