import { fileURLToPath } from "node:url";
import { serve, type Site } from "./site.ts";
import { cacheFolder, RELEASES, stock } from "./stock.ts";
import { manifest, study } from "./study.ts";

const PLUGIN = fileURLToPath(new URL("../../ohif/dist/navicast-ohif.js", import.meta.url));

/** A ready-made OHIF with the two lines of docs/viewers.md in its app-config.js. */
export async function ohifSite(release: "ohif-3.12" | "ohif-3.13", navicast: object, port?: number): Promise<Site> {
  const cache = cacheFolder();
  const root = await stock(RELEASES[release], cache);
  return serve({
    root,
    texts: (url) => ({
      "/app-config.js": appConfig(navicast),
      "/ct.json": JSON.stringify(manifest(`${url}/ct`)),
    }),
    files: { "/ct/": await study(cache), "/navicast-ohif.js": PLUGIN },
    ...(port === undefined ? {} : { port }),
  });
}

/** The page that shows the synthetic CT. */
export function ohifPage(site: Site): string {
  return `${site.url}/viewer/dicomjson?url=${site.url}/ct.json`;
}

function appConfig(navicast: object): string {
  return `window.config = {
  name: "ready-made",
  routerBasename: null,
  extensions: [import("/navicast-ohif.js").then((m) => m.default).catch(() => ({ id: "navicast" }))],
  navicast: ${JSON.stringify(navicast)},
  modes: [],
  customizationService: {},
  showStudyList: true,
  maxNumberOfWebWorkers: 2,
  showWarningMessageForCrossOrigin: false,
  showCPUFallbackMessage: false,
  strictZSpacingForVolumeViewport: true,
  investigationalUseDialog: { option: "never" },
  defaultDataSourceName: "dicomjson",
  dataSources: [{
    namespace: "@ohif/extension-default.dataSourcesModule.dicomjson",
    sourceName: "dicomjson",
    configuration: { friendlyName: "The synthetic CT", name: "json" },
  }],
};`;
}
