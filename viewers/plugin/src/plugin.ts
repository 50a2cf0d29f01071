import {
  connect,
  mockLogin,
  type Device,
  type Navicast,
  type Profile,
  type State,
  type TrackedTool,
} from "@navicast/client";
import { complaint, missing, refusals, whilePossible, type Deeds } from "./deed.ts";
import { Panel } from "./panel.ts";
import { wrong, type Settings } from "./settings.ts";
import type { Vector } from "./vector.ts";
import type { Seen } from "./words.ts";

/** A ready-made viewer as the plug-in sees it. */
export interface Scene {
  /** Such as `OHIF`. */
  readonly product: string;
  readonly deeds: Deeds;
  /** Whether the viewer has what a deed needs. */
  has(need: string): boolean;
  /** Takes a tool's tip, in the coordinates of the images (LPS, millimetres); undefined where it is not tracked. */
  tool(name: string, role: string | undefined, tip: Vector | undefined): void;
  /** The token of the viewer's own login, where it has one. */
  token?(): string | undefined;
  /** Takes away what it put on the page. */
  close(): void;
}

export interface Plugin {
  readonly navicast: Navicast | undefined;
  close(): void;
}

/** How often the viewer is asked what it can do now. */
const LOOK_MILLIS = 500;
const FAILURE_MILLIS = 10_000;

/**
 * Joins the topic and moves the viewer until closed.
 *
 * @param given as the site wrote it
 * @param where the site wrote it, for messages
 */
export function start(given: unknown, where: string, scene: Scene): Plugin {
  const mistake = wrong(given, where);
  if (mistake !== undefined) {
    console.error(`NAVICast: ${mistake}`);
    return mistaken(mistake, scene);
  }
  return new Running(given as Settings, scene);
}

/** Nothing moves; the panel says why. */
function mistaken(mistake: string, scene: Scene): Plugin {
  const panel = new Panel("bottom-right", () => {});
  panel.show({ ...NOTHING, complaint: mistake }, new Set());
  return {
    navicast: undefined,
    close() {
      panel.remove();
      scene.close();
    },
  };
}

const NOTHING: Seen = {
  topic: "",
  state: "offline",
  reason: "",
  paused: false,
  devices: [],
  profile: { bindings: [] },
  refusals: new Map(),
  complaint: undefined,
};

class Running implements Plugin {
  readonly navicast: Navicast;
  readonly #settings: Settings;
  readonly #scene: Scene;
  readonly #panel: Panel | undefined;
  /** The actions that are offered now, and how each is taken back. */
  readonly #offered = new Map<string, () => void>();
  readonly #devices = new Map<string, Device>();
  readonly #looking: ReturnType<typeof setInterval>;
  #profile: Seen["profile"] = NOTHING.profile;
  #state: State = "offline";
  #reason = "";
  #complaint: string | undefined;
  #failure = { text: "", until: 0 };

  constructor(settings: Settings, scene: Scene) {
    this.#settings = settings;
    this.#scene = scene;
    const { hub, topic, auth, speeds, patientFrames = {}, panel = "bottom-right" } = settings;
    const mock = auth === "mock" ? mockLogin(hub, topic) : undefined;
    this.navicast = connect({
      hub,
      topic,
      product: scene.product,
      frames: Object.keys(patientFrames),
      token: (renew) => (mock ? mock(renew) : scene.token?.()),
      ...(speeds ? { speeds } : {}),
      onError: (error) => this.#failed(error),
    });
    this.#panel = panel === "off" ? undefined : new Panel(panel, () => this.#togglePause());
    this.navicast.onState((state, reason) => {
      this.#state = state;
      this.#reason = reason;
      if (state !== "online") this.#devices.clear();
      this.#show();
    });
    this.navicast.onDevice((device) => {
      this.#devices.set(device.device, device);
      this.#show();
    });
    this.navicast.onProfile((profile: Profile) => {
      this.#profile = profile;
      this.#show();
    });
    this.navicast.onTool((tool) => this.#tool(tool));
    this.#looking = setInterval(() => this.#look(), LOOK_MILLIS);
    this.#look();
  }

  close(): void {
    clearInterval(this.#looking);
    this.navicast.close();
    this.#panel?.remove();
    this.#scene.close();
  }

  /** Offers what can be done in the view at hand, and nothing else. */
  #look(): void {
    const { deeds, product } = this.#scene;
    const has = (need: string): boolean => this.#scene.has(need);
    const not = refusals(deeds, has);
    for (const [action, deed] of Object.entries(deeds)) {
      if (not.has(action)) {
        this.#offered.get(action)?.();
        this.#offered.delete(action);
      } else if (!this.#offered.has(action)) {
        this.#offered.set(action, this.navicast.on(action, whilePossible(deed)));
      }
    }
    this.#complaint = complaint(product, missing(deeds, has));
    this.#show(not);
  }

  #tool({ name, role, frame, position, tracked }: TrackedTool): void {
    const axes = this.#settings.patientFrames?.[frame];
    if (!tracked || position === undefined || axes === undefined) {
      this.#scene.tool(name, role, undefined);
      return;
    }
    const [x, y, z] = position;
    this.#scene.tool(name, role, axes === "RAS" ? [-x, -y, z] : [x, y, z]);
  }

  #togglePause(): void {
    if (this.navicast.paused) this.navicast.resume();
    else this.navicast.pause();
    this.#show();
  }

  /** A call that the viewer did not take: said in the panel for a while, with its details to whoever looks for them. */
  #failed(error: unknown): void {
    console.error("NAVICast:", error);
    const why = error instanceof Error ? error.message : String(error);
    this.#failure = { text: `${this.#scene.product} did not take a call (${why})`, until: Date.now() + FAILURE_MILLIS };
    this.#show();
  }

  #show(not?: ReadonlyMap<string, string>): void {
    this.#panel?.show(
      {
        topic: this.#settings.topic,
        state: this.#state,
        reason: this.#reason,
        paused: this.navicast.paused,
        devices: [...this.#devices.values()].map(({ device, state, reason }) => ({ device, state, reason })),
        profile: this.#profile,
        refusals: not ?? refusals(this.#scene.deeds, (need) => this.#scene.has(need)),
        complaint: this.#complaint ?? (Date.now() < this.#failure.until ? this.#failure.text : undefined),
      },
      new Set(this.#offered.keys()),
    );
  }
}
