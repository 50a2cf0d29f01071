/** What the plug-ins of ready-made viewers share. */
export { axes, move, nextIsTowards, rotate, through, type Camera } from "./camera.ts";
export { complaint, missing, needing, refusals, stepwise, type Deed, type Deeds } from "./deed.ts";
export { Marks } from "./marks.ts";
export { Pointer, type Area } from "./pointer.ts";
export { start, type Plugin, type Scene } from "./plugin.ts";
export { type Settings } from "./settings.ts";
export { add, cross, dot, length, minus, turned, unit, type Vector } from "./vector.ts";
