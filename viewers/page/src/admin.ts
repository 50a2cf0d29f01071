import { byId, element } from "./dom.ts";
import { ask, type Snapshot } from "./hub.ts";

const LOOK_MILLIS = 2000;

/** What the hub says of itself, as far as the right of whoever looks goes. */
export function makeAdmin(): { toggle(): void } {
  const dialog = byId<HTMLDialogElement>("admin");
  const body = element("div");
  dialog.append(element("h2", { textContent: "The hub" }), body);
  const look = async (): Promise<void> => {
    try {
      body.replaceChildren(...shown(await ask<Snapshot>("/api/hub/admin/snapshot")));
    } catch (e) {
      body.replaceChildren(
        element("p", { className: "trouble", textContent: e instanceof Error ? e.message : String(e) }),
      );
    }
  };
  let looking: ReturnType<typeof setInterval> | undefined;
  const toggle = (): void => {
    if (dialog.open) return dialog.close();
    dialog.showModal();
    void look();
    looking = setInterval(() => void look(), LOOK_MILLIS);
  };
  dialog.addEventListener("close", () => clearInterval(looking));
  byId("admin-button").addEventListener("click", toggle);
  return { toggle };
}

function shown({ stats, subscriptions, conferences }: Snapshot): HTMLElement[] {
  return [
    element(
      "dl",
      { className: "stats" },
      ...Object.entries(stats).flatMap(([name, value]) => [
        element("dt", { textContent: name.replaceAll("_", " ") }),
        element("dd", { textContent: value.toLocaleString("en") }),
      ]),
    ),
    table(
      ["topic", "subscriber", "product", "events", "since"],
      subscriptions.map((each) => [
        each.topic,
        each.subscriber + (each.bound ? "" : " (not bound)"),
        each.client_info.productName,
        each.events,
        new Date(each.created).toLocaleTimeString("en-GB"),
      ]),
      "Nobody has subscribed.",
    ),
    table(
      ["conference", "host", "leads", "topics"],
      conferences.map(({ title, hostTopic, sceneLeaderTopic, topics }) => [
        title,
        hostTopic,
        sceneLeaderTopic,
        topics.join(", "),
      ]),
      "There is no conference.",
    ),
  ];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[], none: string): HTMLElement {
  if (rows.length === 0) return element("p", { textContent: none });
  return element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...heads.map((text) => element("th", { textContent: text })))),
    element(
      "tbody",
      {},
      ...rows.map((row) => element("tr", {}, ...row.map((text) => element("td", { textContent: text, title: text })))),
    ),
  );
}
