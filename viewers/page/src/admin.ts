import { byId, element } from "./dom.ts";
import { ask, type Snapshot } from "./hub.ts";

const LOOK_MILLIS = 2000;
const SHOWN = 200;

/** What the hub says of itself, as far as the right of whoever looks goes. */
export function makeAdmin(): { toggle(): void } {
  const dialog = byId<HTMLDialogElement>("admin");
  const body = element("div");
  const filter = element("input", { type: "search", placeholder: "filter deliveries: topic, event, name …" });
  const audit = element("div", { className: "audit" });
  const trouble = element("p", { className: "trouble" });
  dialog.append(
    element(
      "div",
      { className: "bar" },
      element("h2", { textContent: "The hub", tabIndex: -1, autofocus: true }),
      resetButton(trouble),
    ),
    trouble,
    body,
    element("div", { className: "bar" }, element("h2", { textContent: "Deliveries" }), filter),
    audit,
  );
  let latest: Snapshot | undefined;
  const show = (): void => {
    if (!latest) return;
    body.replaceChildren(...shown(latest));
    audit.replaceChildren(deliveries(latest, filter.value));
  };
  const look = async (): Promise<void> => {
    try {
      latest = await ask<Snapshot>("/api/hub/admin/snapshot");
      trouble.textContent = "";
      show();
    } catch (e) {
      trouble.textContent = e instanceof Error ? e.message : String(e);
    }
  };
  filter.addEventListener("input", show);
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

const SURE_MILLIS = 3000;

/** Wants to be pressed twice: it throws everybody out, who then come back by themselves. */
function resetButton(trouble: HTMLElement): HTMLElement {
  const words = "Reset";
  const button = element("button", { type: "button", textContent: words });
  let sure = false;
  button.addEventListener("click", () => {
    if (!sure) {
      sure = true;
      button.textContent = "Sure? Ends every subscription";
      setTimeout(() => {
        sure = false;
        button.textContent = words;
      }, SURE_MILLIS);
      return;
    }
    ask("/api/admin/reset", "POST", {}).catch((e: unknown) => {
      trouble.textContent = e instanceof Error ? e.message : String(e);
    });
  });
  return button;
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
      ["topic", "subscriber", "product", "events", "since", "until"],
      subscriptions.map((each) => [
        each.topic,
        each.subscriber + (each.bound ? "" : " (not bound)"),
        each.client_info.productName,
        each.events,
        time(each.created),
        each.ends === undefined ? "" : time(each.ends),
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

function deliveries({ audit }: Snapshot, filter: string): HTMLElement {
  if (!audit) return element("p", { textContent: "Deliveries are for administrators: a token for every topic." });
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = audit.entries
    .map((row) => [
      time(row.timestamp),
      row.topic,
      row.count > 1 ? `${row.event_name} × ${row.count}` : row.event_name,
      row.publisher,
      row.subscribers.join(", "),
    ])
    .filter((row) => words.every((word) => row.join(" ").toLowerCase().includes(word)));
  return table(["time", "topic", "event", "from", "to"], rows.slice(0, SHOWN), "Nothing was delivered.");
}

const time = (iso: string): string => new Date(iso).toLocaleTimeString("en-GB");

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
