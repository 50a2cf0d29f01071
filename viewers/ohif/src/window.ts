import type { Deeds } from "@navicast/plugin";
import type { Ohif, Viewport } from "./ohif.ts";
import { noWindow } from "./views.ts";

const SET = "setViewportWindowLevel";
const NEEDS = [SET, "cornerstone.utilities.windowLevel.toWindowLevel"];
const PRESET_NEEDS = [...NEEDS, "customizationService.getCustomization"];

interface Preset {
  readonly window: string | number;
  readonly level: string | number;
}

/** Window and level, in grey values; the presets are those that OHIF has for the modality. */
export function window(ohif: Ohif): Deeds {
  const first = new WeakMap<Viewport, { width: number; level: number }>();
  const set = (width: number, level: number): void => {
    const viewport = ohif.viewport!;
    if (!first.has(viewport)) first.set(viewport, current(ohif, viewport));
    ohif.run(SET, { viewportId: viewport.id, windowWidth: Math.max(1, width), windowCenter: level });
  };
  let last = -1;
  const preset = (index: number): void => {
    const { window: width, level } = presets(ohif)[index]!;
    set(Number(width), Number(level));
    last = index;
  };
  const why = (): string | undefined => noWindow(ohif.viewport);
  const whyNoPreset = (): string | undefined =>
    why() ?? (presets(ohif).length > 0 ? undefined : "OHIF has no presets for this modality");
  return {
    "window.adjust": {
      needs: NEEDS,
      why,
      rate: ([wider, up]: readonly number[]) => {
        const { width, level } = current(ohif, ohif.viewport!);
        set(width + (wider ?? 0), level + (up ?? 0));
      },
    },
    "window.preset": {
      needs: PRESET_NEEDS,
      why: whyNoPreset,
      trigger: (number) => {
        if (presets(ohif)[number - 1]) preset(number - 1);
      },
    },
    "window.next-preset": {
      needs: PRESET_NEEDS,
      why: whyNoPreset,
      trigger: (steps) => preset((last + steps) % presets(ohif).length),
    },
    "window.reset": {
      needs: NEEDS,
      why,
      trigger: () => {
        const { width, level } = first.get(ohif.viewport!) ?? current(ohif, ohif.viewport!);
        set(width, level);
        last = -1;
      },
    },
    "window.invert": { needs: ["invertViewport"], why, trigger: () => ohif.run("invertViewport", {}) },
  };
}

/** By Cornerstone's own reckoning, which is DICOM's: of a width of 400 the ends are 399 apart. */
function current(ohif: Ohif, viewport: Viewport): { width: number; level: number } {
  const { lower, upper } = viewport.getProperties!().voiRange!;
  const { windowWidth, windowCenter } = ohif.libraries!.cornerstone.utilities.windowLevel.toWindowLevel(lower, upper);
  return { width: windowWidth, level: windowCenter };
}

function presets(ohif: Ohif): Preset[] {
  const all = ohif.services.customizationService.getCustomization("cornerstone.windowLevelPresets");
  const mine = (all as Record<string, unknown> | undefined)?.[ohif.displaySet?.Modality ?? ""];
  return typeof mine === "object" && mine !== null ? (Object.values(mine) as Preset[]) : [];
}
