/** Marks over the viewer's images: the pointer that feet move, and tips of tools. They take no clicks. */
export class Marks {
  readonly #root: ShadowRoot;
  readonly #host = document.createElement("div");
  readonly #marks = new Map<string, HTMLElement>();

  constructor() {
    this.#host.id = "navicast-marks";
    this.#root = this.#host.attachShadow({ mode: "open" });
    this.#root.innerHTML = `<style>${STYLE}</style>`;
    document.body.append(this.#host);
  }

  /**
   * @param x of the page's visible part, in CSS pixels; y alike
   * @param label a few words beside it
   */
  show(name: string, kind: "pointer" | "tip", x: number, y: number, label = ""): void {
    let mark = this.#marks.get(name);
    if (!mark) {
      mark = document.createElement("div");
      mark.dataset["name"] = name;
      this.#marks.set(name, mark);
      this.#root.append(mark);
    }
    mark.className = kind;
    mark.style.transform = `translate(${x}px, ${y}px)`;
    mark.textContent = label;
  }

  hide(name: string): void {
    this.#marks.get(name)?.remove();
    this.#marks.delete(name);
  }

  remove(): void {
    this.#host.remove();
  }
}

const STYLE = `
  div { position: fixed; left: 0; top: 0; z-index: 2147482000; pointer-events: none; color: #ffd34d;
    font: 12px/1 system-ui, sans-serif; padding-left: 14px; text-shadow: 0 0 3px #000; white-space: nowrap }
  div::before { content: ""; position: absolute; left: -9px; top: -9px; width: 16px; height: 16px; box-sizing: border-box;
    border: 2px solid; border-radius: 50% }
  div.tip { color: #5fd7ff }
  div.tip::before { transform: rotate(45deg); border-radius: 0; width: 14px; height: 14px }
`;
