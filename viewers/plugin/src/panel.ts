import { bindingLines, deviceLines, headline, modeLine, type Line, type Seen } from "./words.ts";
import type { Corner } from "./settings.ts";

/**
 * A small dark field in a corner: link, devices, what does what now, and a button that pauses all of it.
 *
 * It listens to no key outside of itself, and gives the focus back to the viewer after each click, so that the viewer's
 * own keys go on working.
 */
export class Panel {
  readonly #host = document.createElement("div");
  readonly #dot: HTMLElement;
  readonly #head: HTMLElement;
  readonly #pause: HTMLButtonElement;
  readonly #details: HTMLElement;
  readonly #more: HTMLButtonElement;
  #drawn = "";

  /** @param onPause the person wants it paused, or not any more */
  constructor(corner: Corner, onPause: () => void) {
    this.#host.id = "navicast-panel";
    const root = this.#host.attachShadow({ mode: "open" });
    const [vertical, horizontal] = corner.split("-");
    root.innerHTML = `<style>${STYLE} section { ${vertical}: 8px; ${horizontal}: 8px }</style>
      <section role="region" aria-label="NAVICast">
        <header><i></i><span role="status"></span><button class="pause"></button><button class="more"></button></header>
        <div class="details" id="details" hidden></div>
      </section>`;
    this.#dot = root.querySelector("i")!;
    this.#head = root.querySelector("span")!;
    this.#pause = root.querySelector(".pause")!;
    this.#more = root.querySelector(".more")!;
    this.#details = root.querySelector(".details")!;
    this.#more.setAttribute("aria-controls", "details");
    this.#click(this.#pause, onPause);
    this.#click(this.#more, () => this.#open(this.#details.hidden));
    // A key that presses our button is no hotkey of the viewer.
    root.addEventListener("keydown", (event) => {
      if (["Enter", " "].includes((event as KeyboardEvent).key)) event.stopPropagation();
    });
    this.#open(false);
    document.body.append(this.#host);
  }

  show(seen: Seen, offered: ReadonlySet<string>): void {
    const state = JSON.stringify([seen, [...seen.refusals], [...offered]]);
    if (state === this.#drawn) {
      return;
    }
    this.#drawn = state;
    const head = headline(seen);
    this.#dot.className = head.mood;
    this.#head.textContent = head.text;
    this.#pause.textContent = seen.paused ? "Resume" : "Pause";
    this.#pause.setAttribute("aria-pressed", String(seen.paused));
    const mode = modeLine(seen);
    this.#details.replaceChildren(
      ...(mode === undefined ? [] : [paragraph({ text: mode, mood: "good" }, "mode")]),
      ...bindingLines(seen, offered).map((line) => paragraph(line, "binding")),
      ...deviceLines(seen).map((line) => paragraph(line, "device")),
    );
  }

  remove(): void {
    this.#host.remove();
  }

  #open(open: boolean): void {
    this.#details.hidden = !open;
    this.#more.textContent = open ? "▾" : "▴";
    this.#more.setAttribute("aria-expanded", String(open));
    this.#more.setAttribute("aria-label", open ? "Show less" : "Show what does what");
  }

  /** A click by mouse leaves the focus with the viewer; a key press keeps it, or a person would lose the place. */
  #click(button: HTMLButtonElement, act: () => void): void {
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", act);
  }
}

function paragraph({ text, mood }: Line, kind: string): HTMLElement {
  const line = document.createElement("p");
  line.className = `${kind} ${mood}`;
  line.textContent = text;
  return line;
}

const STYLE = `
  section { position: fixed; z-index: 2147483000; max-width: 320px; border-radius: 6px; padding: 4px 6px;
    background: #14181dee; color: #d7dde4; font: 12px/1.4 system-ui, sans-serif; box-shadow: 0 0 0 1px #39424d }
  header { display: flex; align-items: center; gap: 6px }
  span { flex: 1 }
  i { width: 8px; height: 8px; border-radius: 50%; background: #d9a441; flex: none }
  i.good { background: #4fb37a } i.bad { background: #e0604f }
  button { font: inherit; color: inherit; background: #262d36; border: 1px solid #39424d; border-radius: 4px;
    padding: 1px 6px; cursor: pointer }
  button:focus-visible { outline: 2px solid #7db4ff }
  .details { max-height: 40vh; overflow: auto; padding-top: 4px }
  p { margin: 0 } p.mode { font-weight: 600 } p.waiting { color: #8a95a1 } p.bad { color: #f09a8d }
  p.device::before { content: "● "; color: #4fb37a } p.device.bad::before { color: #e0604f }
`;
