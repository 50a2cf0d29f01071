/** Ready-made viewers, a synthetic CT, a browser and simulated devices. */
export { browserPath, open, type Window } from "./browser.ts";
export { Devices, NEEDLE } from "./devices.ts";
export { Part, startGateway, startHub, type Hub } from "./gateway.ts";
export { startIssuer, type Issuer } from "./issuer.ts";
export { measureLatency } from "./latency.ts";
export { ohifPage, ohifSite } from "./ohif.ts";
export { Person, pressUntil, type Screen } from "./person.ts";
export { Publisher, type Lasting } from "./publisher.ts";
export { serve, type Site } from "./site.ts";
export { cacheFolder, RELEASES, stock } from "./stock.ts";
export { study } from "./study.ts";
export { pause, until } from "./until.ts";
export { volviewPage, volviewSite } from "./volview.ts";
