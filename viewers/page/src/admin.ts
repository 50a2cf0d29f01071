import { byId, element } from "./dom.ts";
import { ask, type Metrics, type Snapshot, type Stats } from "./hub.ts";
import { ProcessFigures } from "./process.ts";

const LOOK_MILLIS = 2000;

/** What the hub says of itself, as far as the right of whoever looks goes. */
export function makeAdmin(): { toggle(): void } {
  const dialog = byId<HTMLDialogElement>("admin");
  const body = element("div");
  const filter = element("input", { type: "search", placeholder: "filter deliveries: topic, event, name …" });
  const audit = element("div", { className: "audit" });
  const trouble = element("p", { className: "trouble" });
  const process = new ProcessFigures();
  const singleUser = element("p", { className: "single-user", textContent: SINGLE_USER, hidden: true });
  const clear = element("button", { type: "button", textContent: "Clear" });
  dialog.append(
    element(
      "div",
      { className: "bar" },
      element("h2", { textContent: "The hub", tabIndex: -1, autofocus: true }),
      ...resetControls((body) => order("/api/admin/reset", body)),
    ),
    trouble,
    singleUser,
    process.element,
    body,
    element("div", { className: "bar" }, element("h2", { textContent: "Deliveries" }), filter, clear),
    audit,
  );
  let latest: Snapshot | undefined;
  const show = (): void => {
    if (!latest) return;
    singleUser.hidden = !latest.single_user_mode;
    body.replaceChildren(...shown(latest));
    audit.replaceChildren(deliveries(latest, filter.value));
  };
  const tell = (e: unknown): void => {
    trouble.textContent = e instanceof Error ? e.message : String(e);
  };
  const look = async (): Promise<void> => {
    try {
      process.take(await ask<Metrics>("/api/hub/admin/metrics"));
      latest = await ask<Snapshot>("/api/hub/admin/snapshot");
      trouble.textContent = "";
      show();
    } catch (e) {
      tell(e);
    }
  };
  const order = async (path: string, body: object): Promise<void> => {
    try {
      await ask(path, "POST", body);
      await look();
    } catch (e) {
      tell(e);
    }
  };
  clear.addEventListener("click", () => void order("/api/hub/admin/clear-audit-log", {}));
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
const SINGLE_USER =
  "Single-user mode: whoever logs in here gets the room SINGLE-USER, whatever they asked for. A reset without it ends that.";

/** The button wants to be pressed twice: it throws everybody out, who then come back by themselves. */
function resetControls(reset: (body: { single_user_mode: boolean }) => void): HTMLElement[] {
  const words = "Reset";
  const single = element("input", { type: "checkbox" });
  const button = element("button", { type: "button", textContent: words });
  let sure = false;
  const calm = (): void => {
    sure = false;
    button.textContent = words;
  };
  button.addEventListener("click", () => {
    if (sure) {
      calm();
      reset({ single_user_mode: single.checked });
      return;
    }
    sure = true;
    button.textContent = "Sure? Ends every subscription";
    setTimeout(calm, SURE_MILLIS);
  });
  return [element("label", {}, single, " to single-user mode"), button];
}

function shown({ stats, subscriptions, conferences, nodes }: Snapshot): HTMLElement[] {
  return [
    element(
      "dl",
      { className: "stats" },
      ...flat(stats).flatMap(([name, value]) => [
        element("dt", { textContent: name.replaceAll("_", " ") }),
        element("dd", { textContent: count(value) }),
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
    ...(nodes
      ? [
          table(
            ["node", "subscriptions", "sockets", "published", "delivered"],
            nodes.map(({ node, stats }) => [
              node,
              ...["subscriptions", "sockets", "published", "delivered"].map((name) => count(Number(stats[name] ?? 0))),
            ]),
            "There is no node.",
          ),
        ]
      : []),
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
  return table(["time", "topic", "event", "from", "to"], rows, "Nothing was delivered.");
}

/** Counts and, after them, those of what is counted together, such as the engine's. */
function flat(stats: Stats): [string, number][] {
  const all = Object.entries(stats);
  const own = all.filter((entry): entry is [string, number] => typeof entry[1] === "number");
  return own.concat(all.flatMap(([, value]) => (typeof value === "object" ? Object.entries(value) : [])));
}

const count = (value: number): string => value.toLocaleString("en");
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
