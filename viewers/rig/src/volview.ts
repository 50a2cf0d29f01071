import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { serve, type Site } from "./site.ts";
import { cacheFolder, RELEASES, stock } from "./stock.ts";
import { study } from "./study.ts";

const PLUGIN = fileURLToPath(new URL("../../volview/dist/navicast-volview.js", import.meta.url));

/** A ready-made VolView with the line of docs/viewers.md in its index.html. */
export async function volviewSite(
  navicast: { readonly hub: string; readonly topic: string; readonly [key: string]: unknown },
  port?: number,
): Promise<Site> {
  const cache = cacheFolder();
  const root = await stock(RELEASES.volview, cache);
  const { hub, topic, ...more } = navicast;
  const lines = `<script>window.navicast = ${JSON.stringify(more)}</script>
<script type="module" src="./navicast-volview.js" data-hub="${hub}" data-topic="${topic}"></script>
</body>`;
  const html = (await readFile(path.join(root, "index.html"), "utf8")).replace("</body>", () => lines);
  return serve({
    root,
    texts: { "/index.html": html },
    files: { "/ct/": await study(cache), "/navicast-volview.js": PLUGIN },
    ...(port === undefined ? {} : { port }),
  });
}

/** The page that shows the synthetic CT. */
export function volviewPage(site: Site): string {
  return `${site.url}/?urls=${site.url}/ct/ct.zip`;
}
