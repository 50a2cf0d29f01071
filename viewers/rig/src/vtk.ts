import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { serve, type Site } from "./site.ts";

// From here and from the bundle of viewers/try alike.
const BROWSER = fileURLToPath(new URL("../../vtk/browser/", import.meta.url));

const HTML = `<!doctype html><title>vtk.js</title>
<style>
  body { margin: 0; display: flex; height: 100vh; background: #000 }
  div { flex: 1; border: 1px solid #333 }
</style>
<div id="stack"></div><div id="oblique"></div>
<script type="module" src="/page.js"></script>`;

/** The page of the pixel test: a ball with a block in two views of vtk.js. */
export async function vtkSite(_navicast: object, port?: number): Promise<Site> {
  const { outputFiles } = await build({
    entryPoints: [`${BROWSER}page.ts`],
    bundle: true,
    format: "esm",
    write: false,
    conditions: ["source"],
  });
  return serve({
    root: BROWSER,
    texts: { "/index.html": HTML, "/page.js": outputFiles[0]!.text },
    files: {},
    ...(port === undefined ? {} : { port }),
  });
}

export function vtkPage(site: Site, { hub, topic }: { readonly hub: string; readonly topic: string }): string {
  return `${site.url}/?${new URLSearchParams({ hub, topic }).toString()}`;
}
