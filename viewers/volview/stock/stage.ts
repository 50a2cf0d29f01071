import { mkdir } from "node:fs/promises";
import path from "node:path";
import {
  open,
  pause,
  Person,
  pressUntil,
  Publisher,
  startHub,
  until,
  volviewPage,
  volviewSite,
  type Hub,
  type Lasting,
  type Screen,
  type Site,
  type Window,
} from "@navicast/rig";

export const TOPIC = "OR-3";

/** What VolView's own stores say of a view. */
export interface View {
  readonly id: string;
  readonly name: string;
  readonly type: "2D" | "3D" | "Oblique";
  readonly data: string;
  readonly slice: number;
  readonly max: number;
  readonly width: number;
  readonly level: number;
  /** Undefined until it differed from what the view began with. */
  readonly scale: number | undefined;
  readonly position: readonly number[];
  readonly focalPoint: readonly number[];
  readonly viewUp: readonly number[];
}

/** A ready-made VolView in a browser, a hub, and a publisher that says what a gateway would. */
export class Stage implements Screen<View> {
  readonly hub: Hub;
  readonly site: Site;
  readonly window: Window;
  readonly publisher: Publisher;
  readonly person = new Person<View>(this);

  private constructor(hub: Hub, site: Site, window: Window) {
    this.hub = hub;
    this.site = site;
    this.window = window;
    this.publisher = new Publisher(hub.url, TOPIC);
  }

  /** In a layout without 3D, since one frame of that takes half a minute in software. */
  static async build(navicast: object = {}, size = { width: 1000, height: 640 }): Promise<Stage> {
    const hub = await startHub();
    const site = await volviewSite({ hub: hub.url, topic: TOPIC, patientFrames: { Patient: "LPS" }, ...navicast });
    const stage = new Stage(hub, site, await open(size));
    await stage.load();
    return stage;
  }

  async load(): Promise<void> {
    const { page } = this.window;
    // Before the first frame of the 3D view that VolView starts with.
    await page.addInitScript(() => {
      const looking = setInterval(() => {
        const app = document.querySelector("#app") as any;
        const view = app?.__vue_app__?.config.globalProperties.$pinia?._s.get("view");
        if (view?.currentLayoutName !== "Four Up") return;
        view.switchToNamedLayout("Axial Coronal Sagittal");
        clearInterval(looking);
      }, 5);
    });
    await page.goto(volviewPage(this.site), { waitUntil: "commit" });
    await until("VolView", () => this.store("s.get('view') !== undefined"), 60_000);
    const drawn = ({ name, max, focalPoint }: View): boolean =>
      name === "Axial" && max === 63 && focalPoint.length === 3;
    await until("an image", async () => (await this.views()).some(drawn), 90_000);
    await this.store(`s.get("view").setActiveView(s.get("view").visibleViews.find((v) => v.name === "Axial").id)`);
    await this.acquaint();
  }

  /** Until the viewer knows the clock of the gateway, which takes events in two different seconds. */
  async acquaint(): Promise<void> {
    for (let second = 0; second < 2; second += 0.3) {
      await this.publisher.device("connected");
      await pause(300);
    }
    await until("the panel", async () => (await this.panel()).includes("pedals"), 30_000);
  }

  /** What an expression gives, with VolView's stores as `s`. */
  store<Answer = boolean>(expression: string): Promise<Answer> {
    const stores = `document.querySelector("#app").__vue_app__.config.globalProperties.$pinia._s`;
    return this.window.page.evaluate(`(() => { const s = ${stores}; return ${expression}; })()`) as Promise<Answer>;
  }

  views(): Promise<View[]> {
    return this.store(`s.get("view").visibleViews.filter((v) => v?.dataID).map((v) => {
      const slice = s.get("viewSlice").getConfig(v.id, v.dataID);
      const window = s.get("windowing").getConfig(v.id, v.dataID);
      const camera = s.get("viewCamera").getConfig(v.id, v.dataID) ?? {};
      return { id: v.id, name: v.name, type: v.type, data: v.dataID, slice: slice.slice, max: slice.max,
        width: window.width, level: window.level, scale: camera.parallelScale, position: [...(camera.position ?? [])],
        focalPoint: [...(camera.focalPoint ?? [])], viewUp: [...(camera.viewUp ?? [])] };
    })`);
  }

  async view(id?: string): Promise<View> {
    const wanted = id ?? (await this.store<string>(`s.get("view").activeView`));
    const all = await this.views();
    return all.find((view) => view.id === wanted) ?? all[0]!;
  }

  panel(): Promise<string> {
    return this.window.page.evaluate(
      () => document.querySelector("#navicast-panel")?.shadowRoot?.querySelector("section")?.textContent ?? "",
    );
  }

  /** The middle of the page without its panels. */
  async pixels(): Promise<string> {
    const { width, height } = this.window.page.viewportSize()!;
    const clip = { x: 45, y: 52, width: width - 45, height: height - 52 - 120 };
    return (await this.window.page.screenshot({ clip, timeout: 120_000 })).toString("base64");
  }

  /** A press that the publisher tells of, until VolView's own state is as told and other pixels are drawn. */
  press(action: string, told: (now: View, before: View) => boolean, steps = 1): Promise<View> {
    return this.person.press(() => this.publisher.trigger(action, steps), told);
  }

  /** A press that the publisher tells of, until something is so. */
  presses(action: string, so: () => Promise<boolean>, millis?: number): Promise<void> {
    return pressUntil(action, () => this.publisher.trigger(action), so, millis === undefined ? {} : { millis });
  }

  /** A rate that lasts until VolView's own state is as told and other pixels are drawn. */
  hold(
    action: string,
    value: number | readonly number[],
    told: (now: View, before: View) => boolean,
    millis?: number,
  ): Promise<View> {
    let lasting: Lasting | undefined;
    const begin = async (): Promise<void> => void (lasting = await this.publisher.start(action, value));
    return this.person.hold(begin, () => lasting?.end(), told, millis);
  }

  /** For people to look at: into the folder that NAVICAST_PICTURES names. */
  async picture(name: string): Promise<void> {
    const folder = process.env.NAVICAST_PICTURES;
    if (folder === undefined) return;
    await mkdir(folder, { recursive: true });
    await this.window.page.screenshot({ path: path.join(folder, `${name}.png`), timeout: 120_000 });
  }

  async close(): Promise<void> {
    this.publisher.close();
    await this.window.close();
    this.site.close();
    this.hub.part.kill();
    await this.hub.part.ended();
  }
}
