// The live page: what feet and hands do, as a viewer on this topic hears it, and what it does to a synthetic CT.

import "./style.css";
import { connect, type Device, type Navicast, type Profile } from "@navicast/client";
import { makeAdmin } from "./admin.ts";
import { byId, element } from "./dom.ts";
import { Hands } from "./hands.ts";
import { listenToKeys } from "./keys.ts";
import { latencyChart, Latencies } from "./latency.ts";
import { askRoom, askToken, currentToken } from "./rooms.ts";
import { FRAMES, makeScene } from "./scene.ts";
import { Stream } from "./stream.ts";
import { ToolList } from "./tools.ts";
import { Watch } from "./watch.ts";
import { wordsOf } from "./words.ts";

async function start(): Promise<void> {
  const admin = makeAdmin();
  const topic = new URLSearchParams(location.search).get("topic") || (await askRoom());
  if (!location.search) history.replaceState(null, "", `?topic=${encodeURIComponent(topic)}`);
  byId("room").textContent = topic;
  document.title = `${topic} · NAVICast live`;

  const hands = new Hands();
  const stream = new Stream();
  const latencies = new Latencies();
  const now = new Now();
  const watch = new Watch(topic, {
    arrived(event) {
      stream.add(event);
      if (event.latencyMillis !== undefined && !document.hidden) latencies.add(event.latencyMillis);
    },
    act(act) {
      hands.act(act);
      if (act.event === "navi-action") now.act(act.resource.action, act.on, act.lasts);
    },
  });
  const navicast = connect({
    hub: new URL("/api/hub", location.href).href,
    topic,
    product: "NAVICast page",
    token: async (renew) => {
      if (renew && currentToken() === undefined)
        await askToken("A token for this topic, as your identity provider gives it.");
      return currentToken();
    },
    WebSocket: watch.WebSocket,
  });
  const scene = makeScene(byId("views"), navicast);
  const tools = new ToolList(Object.keys(FRAMES));
  navicast.onTool((tool) => tools.take(tool));
  const devices = new Devices(hands);
  navicast.onDevice((device) => devices.take(device));
  navicast.onProfile((profile) => {
    hands.profile(profile);
    devices.profile(profile);
  });
  showLink(navicast, watch, devices);
  latencyChart(byId("histogram"), latencies, (p50, p99, count) => {
    byId("p50").textContent = figure(p50);
    byId("p99").textContent = figure(p99);
    byId("latency-note").textContent =
      count === 0 ? "nothing was captured yet" : `newest ${count} events${clockNote(watch)}`;
  });

  const steps = (slices: number) => () => scene.step(scene.bound.active, slices);
  listenToKeys([
    ...["1", "2", "3"].map((key, view) => ({
      key,
      words: ["axial view", "sagittal view", "coronal view"][view] ?? "",
      act: () => (scene.bound.active = view),
    })),
    { key: "ArrowDown", shown: "↓", words: "next slice", act: steps(1) },
    { key: "ArrowUp", shown: "↑", words: "previous slice", act: steps(-1) },
    { key: "m", words: "one view alone, or all", act: () => scene.maximise() },
    { key: "v", words: "the volume alone, or all", act: () => scene.maximise("volume") },
    { key: "r", words: "reset the views", act: () => scene.reset() },
    { key: "f", words: "filter the events", act: () => byId("filter").focus() },
    { key: "p", words: "pause the events, or go on", act: () => stream.toggle() },
    { key: "c", words: "begin the latency anew", act: () => latencies.clear() },
    { key: "a", words: "the hub: who is there", act: () => admin.toggle() },
  ]);
}

/** Large, for who stands far away: what is being done now. */
class Now {
  readonly #host = byId("now");
  readonly #on = new Set<string>();
  #flash: ReturnType<typeof setTimeout> | undefined;

  act(action: string, on: boolean, lasts: boolean): void {
    if (lasts) {
      if (this.#on.has(action) === on) return;
      if (on) this.#on.add(action);
      else this.#on.delete(action);
      this.#show();
      return;
    }
    this.#host.textContent = wordsOf(action);
    clearTimeout(this.#flash);
    this.#flash = setTimeout(() => this.#show(), 900);
  }

  #show(): void {
    this.#host.textContent = [...this.#on].map(wordsOf).join(" + ");
  }
}

/** A chip for each device; what is gone stays, and says why. */
class Devices {
  readonly #host = byId("devices");
  readonly #chips = new Map<string, { chip: HTMLElement; words: HTMLElement }>();
  readonly #hands: Hands;
  readonly #mode = element("p", { className: "mode" });

  constructor(hands: Hands) {
    this.#hands = hands;
    this.#host.append(this.#mode);
  }

  take({ device, state, reason, product }: Device): void {
    let shown = this.#chips.get(device);
    if (!shown) {
      const words = element("span");
      shown = { chip: element("p", {}, element("b", { textContent: device }), words), words };
      this.#chips.set(device, shown);
      this.#mode.before(shown.chip);
    }
    shown.chip.className = `device ${state}`;
    shown.chip.title = reason ?? product ?? "";
    shown.words.textContent = state === "connected" ? "" : (reason ?? state);
    this.#hands.device(device, state === "connected");
  }

  profile({ profile, mode }: Pick<Profile, "profile"> & { mode?: string | undefined }): void {
    this.#mode.textContent = [profile, mode].filter(Boolean).join(" · ");
  }

  /** Without the hub nothing is known of any device. */
  unknown(on: boolean): void {
    this.#host.classList.toggle("unknown", on);
  }
}

function showLink(navicast: Navicast, watch: Watch, devices: Devices): void {
  const host = byId("link");
  navicast.onState((state, reason) => {
    if (state !== "online") watch.disconnected();
    devices.unknown(state !== "online");
    host.className = `link ${state}`;
    host.textContent = state === "online" ? "online" : `${state}: ${reason}`;
    host.title = reason;
    document.body.dataset["state"] = state;
  });
}

/** Said where it is not plain that both clocks are one. */
function clockNote(watch: Watch): string {
  const off = watch.clocks().filter(({ offsetMillis }) => Math.abs(offsetMillis) > 50);
  return off
    .map(
      ({ gateway, offsetMillis }) => `; clock of ${gateway} is off by ${(offsetMillis / 1000).toFixed(1)} s, left out`,
    )
    .join("");
}

const figure = (millis: number): string => (Number.isFinite(millis) ? millis.toFixed(millis < 9.95 ? 1 : 0) : "–");

void start();
