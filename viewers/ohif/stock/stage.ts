import { mkdir } from "node:fs/promises";
import path from "node:path";
import {
  ohifPage,
  ohifSite,
  open,
  pause,
  Person,
  pressUntil,
  Publisher,
  startHub,
  until,
  type Hub,
  type Lasting,
  type Screen,
  type Site,
  type Window,
} from "@navicast/rig";

export const TOPIC = "OR-3";
export const SLICES = 64;
/** 3.12 or 3.13; which file of which makers that is stands in the rig. */
export const RELEASE = process.env.NAVICAST_OHIF === "3.12" ? "ohif-3.12" : "ohif-3.13";

/** The panel, once the viewer has joined and before anything was heard. */
const LINKED = /no gateway was heard|pedals/;

/** What OHIF itself says of a viewport. */
export interface View {
  readonly id: string;
  readonly type: string;
  readonly slice: number;
  readonly slices: number;
  readonly zoom: number;
  readonly pan: readonly [number, number];
  readonly rotation: number;
  readonly lower: number | undefined;
  readonly upper: number | undefined;
  readonly invert: boolean;
  readonly position: readonly number[];
  readonly focalPoint: readonly number[];
  readonly viewUp: readonly number[];
  readonly normal: readonly number[];
  readonly scale: number;
}

/** A ready-made OHIF in a browser, a hub, and a publisher that says what a gateway would. */
export class Stage implements Screen<View> {
  hub: Hub;
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

  static async build(navicast: object = {}, size?: { width: number; height: number }): Promise<Stage> {
    const hub = await startHub();
    const site = await ohifSite(RELEASE, {
      hub: hub.url,
      topic: TOPIC,
      patientFrames: { Patient: "LPS" },
      ...navicast,
    });
    const stage = new Stage(hub, site, await open(size));
    await stage.load();
    return stage;
  }

  /** Opens the page, or opens it anew, until an image is there and the viewer has joined. */
  async load(page = this.window.page): Promise<void> {
    await page.goto(ohifPage(this.site));
    await until("an image", async () => (await this.view(undefined, page)).slices === SLICES, 90_000);
    await until("the link", async () => LINKED.test(await this.panel(page))).catch(async (e: unknown) => {
      throw new Error(`${String(e)}: ${await this.panel(page)} ${this.window.errors.join("; ")}`);
    });
    await this.acquaint(page);
  }

  /** Until the viewer knows the clock of the gateway, which takes events in two different seconds. */
  async acquaint(page = this.window.page): Promise<void> {
    for (let second = 0; second < 2; second += 0.3) {
      await this.publisher.device("connected");
      await pause(300);
    }
    await until("the device", async () => (await this.panel(page)).includes("pedals"));
  }

  /** At the same address as the one before. */
  replaceHub(hub: Hub): void {
    this.hub = hub;
  }

  /** Of all that answer a status request. */
  async products(): Promise<string[]> {
    const answer = await fetch(`${this.hub.url}/request`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        id: "1",
        "subscriber.name": "ASKER",
        event: { "hub.topic": TOPIC, "hub.event": "status-request", context: { dataType: "STATUS" } },
      }),
    });
    const { responses } = (await answer.json()) as { responses: { data: { product: string } }[] };
    return responses.map(({ data }) => data.product);
  }

  /** The active viewport, or the one of that id. */
  async view(id?: string, page = this.window.page): Promise<View> {
    const views = await this.views(page);
    const wanted =
      id ??
      (await page.evaluate(
        () => (globalThis as any).services.viewportGridService.getState().activeViewportId as string,
      ));
    return views.find((view) => view.id === wanted)!;
  }

  views(page = this.window.page): Promise<View[]> {
    return page.evaluate(() => {
      const { viewportGridService, cornerstoneViewportService } = (globalThis as any).services;
      return [...viewportGridService.getState().viewports.keys()].flatMap((id: string) => {
        const v = cornerstoneViewportService.getCornerstoneViewport(id);
        if (!v) return [];
        const c = v.getCamera();
        const p = v.getProperties();
        return {
          id,
          type: v.type,
          slice: v.type === "volume3d" ? -1 : (v.getSliceIndex?.() ?? -1),
          slices: v.type === "volume3d" ? 0 : (v.getNumberOfSlices?.() ?? 0),
          zoom: v.getZoom(),
          pan: [...v.getPan()] as [number, number],
          rotation: v.getRotation?.() ?? v.getViewPresentation?.().rotation ?? 0,
          lower: p.voiRange?.lower,
          upper: p.voiRange?.upper,
          invert: p.invert === true,
          position: [...c.position],
          focalPoint: [...c.focalPoint],
          viewUp: [...c.viewUp],
          normal: [...c.viewPlaneNormal],
          scale: c.parallelScale,
        };
      });
    });
  }

  /** A number that differs when what is drawn differs. */
  pixels(id?: string, page = this.window.page): Promise<number> {
    return page.evaluate((id) => {
      const { viewportGridService, cornerstoneViewportService } = (globalThis as any).services;
      const { canvas } = cornerstoneViewportService.getCornerstoneViewport(
        id ?? viewportGridService.getState().activeViewportId,
      );
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d")!;
      copy.drawImage(canvas, 0, 0);
      let hash = 0;
      for (const byte of copy.getImageData(0, 0, canvas.width, canvas.height).data) {
        hash = (Math.imul(hash, 31) + byte) | 0;
      }
      return hash;
    }, id);
  }

  panel(page = this.window.page): Promise<string> {
    return page.evaluate(
      () => document.querySelector("#navicast-panel")?.shadowRoot?.querySelector("section")?.textContent ?? "",
    );
  }

  /** A press that the publisher tells of, until OHIF's own state is as told and other pixels are drawn. */
  press(action: string, told: (now: View, before: View) => boolean, steps = 1): Promise<View> {
    return this.person.press(() => this.publisher.trigger(action, steps), told);
  }

  /** A press that the publisher tells of, until something is so. */
  presses(action: string, so: () => Promise<boolean>, steps = 1): Promise<void> {
    return pressUntil(action, () => this.publisher.trigger(action, steps), so);
  }

  /** A rate that lasts until OHIF's own state is as told and other pixels are drawn. */
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

  /** Begins it, until something is so; then it goes on until the caller ends it. */
  async begins(
    action: string,
    value: number | readonly number[] | undefined,
    so: () => Promise<boolean>,
  ): Promise<Lasting> {
    let lasting: Lasting | undefined;
    const begin = async (): Promise<void> => {
      await lasting?.end(); // let go by a machine that stood still
      lasting = await this.publisher.start(action, value);
    };
    await pressUntil(action, begin, so, { millis: 2500, times: 8 });
    return lasting!;
  }

  /** The hanging protocol and the grid, as `mpr 1x3`; they change at once, before anything is drawn. */
  layout(): Promise<string> {
    return this.window.page.evaluate(() => {
      const { hangingProtocolService, viewportGridService } = (globalThis as any).services;
      const { numRows, numCols } = viewportGridService.getState().layout;
      return `${hangingProtocolService.getActiveProtocol().protocol.id} ${numRows}x${numCols}`;
    });
  }

  /** Until all views are drawn, and are planes of a volume, or images of a stack. */
  async drawn(views: number, type: "orthographic" | "stack"): Promise<void> {
    const ready = (view: View): boolean => view.type === type && view.slices > 1 && view.lower !== undefined;
    await until(
      "the views",
      async () => {
        const all = await this.views();
        return all.length === views && all.every(ready);
      },
      60_000,
    );
  }

  /** For people to look at: into the folder that NAVICAST_PICTURES names. */
  async picture(name: string): Promise<void> {
    const folder = process.env.NAVICAST_PICTURES;
    if (folder === undefined) return;
    await mkdir(folder, { recursive: true });
    await this.window.page.screenshot({ path: path.join(folder, `${name}.png`), timeout: 180_000 });
  }

  async close(): Promise<void> {
    this.publisher.close();
    await this.window.close();
    this.site.close();
    this.hub.part.kill();
    await this.hub.part.ended();
  }
}

export function near(a: number, b: number, off = 0.01): boolean {
  return Math.abs(a - b) <= off * Math.max(1, Math.abs(b));
}

export function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((v, i) => v - b[i]!));
}
