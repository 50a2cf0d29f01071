/**
 * NAVICast for a ready-made VolView: one file, one line in its `index.html`, before `</body>`.
 *
 *     <script type="module" src="./navicast-volview.js" data-hub="https://hub.example.org/api/hub" data-topic="OR-3"></script>
 *
 * More settings go into `window.navicast`, as for OHIF.
 *
 * @packageDocumentation
 */
import { start, type Settings } from "@navicast/plugin";
import { deeds, follow } from "./deeds.ts";
import { pinia, VolView } from "./volview.ts";

const LOOK_MILLIS = 100;
/** After this long the page has what it will have, or is no VolView that we know. */
const PATIENCE_MILLIS = 30_000;

/** What is written at the script's own line, and in `window.navicast`. */
function settings(): unknown {
  const line = document.querySelector<HTMLScriptElement>('script[src*="navicast-volview"]')?.dataset ?? {};
  const { hub, topic, auth, panel } = line;
  const written = Object.fromEntries(Object.entries({ hub, topic, auth, panel }).filter(([, value]) => value));
  return { ...written, ...(globalThis as { navicast?: object }).navicast };
}

const begun = performance.now();
const waiting = setInterval(() => {
  if (!pinia()?._s?.has("view") && performance.now() - begun < PATIENCE_MILLIS) return;
  clearInterval(waiting);
  const volview = new VolView();
  const given = settings();
  start(given, "window.navicast", {
    product: "VolView",
    deeds: deeds(volview, (given as Partial<Settings>).layouts),
    has: (need) => volview.has(need),
    tool: (_name, role, tip) => follow(volview, role, tip),
    close: () => {},
  });
}, LOOK_MILLIS);
