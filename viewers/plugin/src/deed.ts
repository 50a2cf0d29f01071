import { wholeSteps, type HandlerSet, type Rate } from "@navicast/client";

/** One action as a viewer does it: exactly one of the three that its kind asks for. */
export interface Deed {
  /** @param steps how often */
  readonly trigger?: (steps: number) => void;
  /** @param on whether it begins or ends */
  readonly hold?: (on: boolean) => void;
  /** @param amount to move by in this frame, in the units of the client's speeds */
  rate?(amount: Rate): void;
  /** What of the viewer it uses, such as the name of a command or a store. */
  readonly needs?: readonly string[];
  /** Why it cannot be done in the view at hand; asked twice a second, and before each view change. Absent: always can. */
  readonly why?: () => string | undefined;
}

/** A rate that moves by whole steps; what is left over waits for the next frame. */
export function stepwise(step: (steps: number) => void): (amount: number) => void {
  const move = wholeSteps<undefined>(step);
  return (amount) => move(amount, undefined);
}

/** By the name of the action. */
export type Deeds = Readonly<Record<string, Deed>>;

/** The deeds, each of which needs that as well. */
export function needing(more: readonly string[], deeds: Deeds): Deeds {
  return Object.fromEntries(
    Object.entries(deeds).map(([action, deed]) => [action, { ...deed, needs: [...more, ...(deed.needs ?? [])] }]),
  );
}

/** What of the deeds' needs the viewer does not have, and which actions that takes away. */
export function missing(deeds: Deeds, has: (need: string) => boolean): { needs: string[]; actions: string[] } {
  const lacking = Object.entries(deeds).map(
    ([action, { needs = [] }]) => [action, needs.filter((need) => !has(need))] as const,
  );
  return {
    needs: [...new Set(lacking.flatMap(([, needs]) => needs))],
    actions: lacking.filter(([, needs]) => needs.length > 0).map(([action]) => action),
  };
}

const MOST_NAMED = 4;

/** One line for a person, where a later version of the viewer calls things otherwise. */
export function complaint(product: string, lost: { needs: string[]; actions: string[] }): string | undefined {
  if (lost.needs.length === 0) {
    return undefined;
  }
  return `This ${product} has no ${few(lost.needs)}; without it ${few(lost.actions)} cannot be done: a newer plug-in may be needed`;
}

function few(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more <= 0 ? names.join(", ") : `${names.slice(0, MOST_NAMED).join(", ")} and ${more} more`;
}

/** Why each action that cannot be done now cannot; the others are not in it. */
export function refusals(deeds: Deeds, has: (need: string) => boolean): Map<string, string> {
  const all = new Map<string, string>();
  for (const [action, deed] of Object.entries(deeds)) {
    const lacking = deed.needs?.find((need) => !has(need));
    const why = lacking === undefined ? ask(deed) : `the viewer has no ${lacking}`;
    if (why !== undefined) {
      all.set(action, why);
    }
  }
  return all;
}

/** The deed for the client; the view may have changed since it was offered, so that it is asked each time. */
export function whilePossible(deed: Deed): HandlerSet {
  const { trigger, hold, rate } = deed;
  const asked =
    <Amount>(act: (amount: Amount) => void) =>
    (amount: Amount): void => {
      if (ask(deed) === undefined) act(amount);
    };
  return {
    ...(trigger ? { trigger: asked(trigger) } : {}),
    ...(hold ? { hold } : {}), // what was begun is ended in any view
    ...(rate ? { rate: asked(rate) } : {}),
  };
}

/** A viewer that is just being built up, or that was changed, may throw where it is asked. */
function ask(deed: Deed): string | undefined {
  try {
    return deed.why?.();
  } catch {
    return "the view is not ready";
  }
}
