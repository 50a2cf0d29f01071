import { until } from "./until.ts";

/** A viewer's picture, and what the viewer itself says of it. */
export interface Screen<View extends { readonly id: string }> {
  /** @param id of a view; left out, the active one */
  view(id?: string): Promise<View>;
  /** What is drawn there, in short. */
  pixels(id?: string): Promise<string | number>;
}

type Told<View> = (now: View, before: View) => boolean;

const PRESS_MILLIS = 8000;
const HOLD_MILLIS = 2500;
const PRESSES = 3;
const HOLDS = 8;

/**
 * Somebody who looks at the screen. A press that this busy machine brings too late is refused, as it must be, and what
 * lasts is let go where the machine stands still for longer than a lease; then a person does it once more.
 */
export class Person<View extends { readonly id: string }> {
  readonly #screen: Screen<View>;

  constructor(screen: Screen<View>) {
    this.#screen = screen;
  }

  /** Presses until the viewer's own state is as told and other pixels are drawn; not again where something has moved. */
  async press(act: () => Promise<unknown> | void, told: Told<View>, millis = PRESS_MILLIS): Promise<View> {
    for (let times = 1; ; times++) {
      const before = await this.#screen.view();
      const moved = await this.#watch(before, told);
      await act();
      try {
        return await until("the move", moved, millis);
      } catch (e) {
        const now = await this.#screen.view(before.id);
        if (times === PRESSES || JSON.stringify(now) !== JSON.stringify(before)) throw described(e, before, now);
      }
    }
  }

  /** Begins, until the viewer's own state is as told and other pixels are drawn; then ends. */
  async hold(
    begin: () => Promise<unknown> | void,
    end: () => Promise<unknown> | void,
    told: Told<View>,
    millis = HOLD_MILLIS,
  ): Promise<View> {
    const before = await this.#screen.view();
    const moved = await this.#watch(before, told);
    for (let times = 1; ; times++) {
      await begin();
      try {
        return await until("the move", moved, millis);
      } catch (e) {
        if (times === HOLDS) throw described(e, before, await this.#screen.view(before.id));
      } finally {
        await end();
      }
    }
  }

  async #watch(before: View, told: Told<View>): Promise<() => Promise<View | false>> {
    const drawn = await this.#screen.pixels(before.id);
    return async () => {
      const now = await this.#screen.view(before.id);
      return told(now, before) && (await this.#screen.pixels(before.id)) !== drawn && now;
    };
  }
}

function described(e: unknown, before: object, now: object): Error {
  return new Error(`${String(e)}\nbefore ${JSON.stringify(before)}\nafter ${JSON.stringify(now)}`);
}

/** Presses until something is so. */
export async function pressUntil(
  what: string,
  act: () => Promise<unknown> | void,
  so: () => Promise<boolean>,
  { millis = PRESS_MILLIS, times: most = PRESSES } = {},
): Promise<void> {
  for (let times = 1; ; times++) {
    await act();
    try {
      await until(what, so, millis);
      return;
    } catch (e) {
      if (times === most) throw e;
    }
  }
}
