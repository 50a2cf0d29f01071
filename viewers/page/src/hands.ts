import type { Act, Binding, Profile } from "@navicast/client";
import { byId, element } from "./dom.ts";
import { gestureOf, wordsOf } from "./words.ts";

/** How long a trigger, which is over at once, stays lit. */
const FLASH_MILLIS = 450;
const FULL_PIXELS = 26;
const FULL_DEGREES = 38;

/** A pedal or a button: what it does, lit while it is down. */
class Tile {
  readonly element = element("div", { className: "tile" });
  readonly #bindings = element("ul");
  readonly #lines = new Map<string, HTMLElement>();

  constructor(control: string) {
    this.element.append(element("b", { textContent: control }), this.#bindings);
    this.element.dataset["control"] = control;
  }

  mean(bindings: readonly { gesture: string; binding: Binding }[]): void {
    this.#lines.clear();
    for (const { gesture, binding } of bindings) {
      const line = element("li", {}, element("i", { textContent: gesture }), wordsOf(binding.action));
      line.classList.toggle("idle", binding.understood === false);
      this.#lines.set(binding.action, line);
    }
    this.#bindings.replaceChildren(...this.#lines.values());
  }

  press(down: boolean): void {
    this.element.classList.toggle("down", down);
  }

  act(action: string, on: boolean, lasts: boolean): void {
    const line = this.#lines.get(action);
    if (!line) return;
    line.classList.toggle("on", on);
    if (on && !lasts) setTimeout(() => line.classList.remove("on"), FLASH_MILLIS);
  }
}

/** A cap seen from the front: it moves as the hand moves it. */
class Cap {
  readonly element = element("div", { className: "cap" });
  readonly #knob = element("div", { className: "knob" }, element("i"));
  readonly #doing = element("p", { className: "doing" });

  constructor(device: string) {
    this.element.dataset["device"] = device;
    this.element.append(
      element("div", { className: "well" }, this.#knob),
      element("b", { textContent: device }),
      this.#doing,
    );
  }

  mean(bindings: readonly Binding[]): void {
    this.#doing.replaceChildren(
      ...bindings.map(({ action, input }) =>
        element("span", { textContent: wordsOf(action), title: `${input}: ${action}` }),
      ),
    );
    bindings.forEach(({ action }, i) => ((this.#doing.children[i] as HTMLElement).dataset["action"] = action));
  }

  move(on: boolean, [x = 0, y = 0, z = 0]: readonly number[], [rx = 0, ry = 0, rz = 0]: readonly number[]): void {
    this.element.classList.toggle("moved", on);
    this.#knob.style.transform = on
      ? `translate3d(${px(x)}, ${px(-y)}, ${px(z * 2)}) rotateX(${deg(-rx)}) rotateY(${deg(ry)}) rotateZ(${deg(-rz)})`
      : "";
  }

  act(action: string, on: boolean): void {
    for (const span of this.#doing.children) {
      if ((span as HTMLElement).dataset["action"] === action) span.classList.toggle("on", on);
    }
  }
}

const px = (fraction: number): string => `${(fraction * FULL_PIXELS).toFixed(1)}px`;
const deg = (fraction: number): string => `${(fraction * FULL_DEGREES).toFixed(1)}deg`;

/** What hands and feet do now. */
export class Hands {
  readonly #pedals = byId("pedals");
  readonly #capRow = byId("caps");
  readonly #tiles = new Map<string, Tile>();
  readonly #caps = new Map<string, Cap>();
  #bindings: readonly Binding[] = [];

  /** What the controls mean from now on. */
  profile({ bindings }: Pick<Profile, "bindings">): void {
    this.#bindings = bindings;
    const byTile = new Map<Tile, { gesture: string; binding: Binding }[]>();
    for (const tile of this.#tiles.values()) byTile.set(tile, []);
    const byCap = new Map<Cap, Binding[]>();
    for (const cap of this.#caps.values()) byCap.set(cap, []);
    for (const binding of bindings) {
      const found = gestureOf(binding.input);
      if (found) {
        const tile = this.#tile(binding.device, found.control);
        byTile.set(tile, [...(byTile.get(tile) ?? []), { gesture: found.gesture, binding }]);
      } else {
        const cap = this.#cap(binding.device);
        byCap.set(cap, [...(byCap.get(cap) ?? []), binding]);
      }
    }
    byTile.forEach((means, tile) => tile.mean(means));
    byCap.forEach((means, cap) => cap.mean(means));
  }

  act(act: Act): void {
    switch (act.event) {
      case "navi-button":
        return this.#tile(act.resource.device, act.resource.control).press(act.on);
      case "navi-motion":
        return this.#cap(act.resource.device).move(act.on, act.resource.translation, act.resource.rotation);
      case "navi-action": {
        const { device, action } = act.resource;
        for (const binding of this.#bindings) {
          if (binding.action !== action || binding.device !== device) continue;
          const found = gestureOf(binding.input);
          if (found) this.#tile(device, found.control).act(action, act.on, act.lasts);
          else this.#cap(device).act(action, act.on);
        }
      }
    }
  }

  /** A device is gone: what it had is grey until it is back. */
  device(device: string, connected: boolean): void {
    for (const [key, tile] of this.#tiles) {
      if (key.startsWith(`${device}\n`)) tile.element.classList.toggle("gone", !connected);
    }
    this.#caps.get(device)?.element.classList.toggle("gone", !connected);
  }

  #tile(device: string, control: string): Tile {
    const key = `${device}\n${control}`;
    let tile = this.#tiles.get(key);
    if (!tile) {
      tile = new Tile(control);
      tile.element.dataset["device"] = device;
      this.#tiles.set(key, tile);
      this.#sort();
    }
    return tile;
  }

  /** Left before middle before right, a cap's own buttons last. */
  #sort(): void {
    const place = ({ element: { dataset } }: Tile): number => {
      const control = dataset["control"] ?? "";
      const side = ["left", "middle", "right"].indexOf(control);
      return side >= 0 ? side : control.includes("+") ? 3 : 4;
    };
    const tiles = [...this.#tiles.values()].sort((a, b) => place(a) - place(b));
    tiles.forEach((tile) => tile.element.classList.toggle("small", place(tile) > 2));
    this.#pedals.replaceChildren(...tiles.map((tile) => tile.element));
  }

  #cap(device: string): Cap {
    let cap = this.#caps.get(device);
    if (!cap) {
      cap = new Cap(device);
      this.#caps.set(device, cap);
      this.#capRow.append(cap.element);
    }
    return cap;
  }
}
