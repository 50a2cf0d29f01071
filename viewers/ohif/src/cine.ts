import type { Deeds } from "@navicast/plugin";
import type { Ohif } from "./ohif.ts";
import { noSlices } from "./views.ts";

const NEEDS = ["cineService.getState", "cineService.setCine"];
const USUAL = 24;
const MOST = 90;

/** The active viewport as a film, by OHIF's own player. */
export function cine(ohif: Ohif): Deeds {
  const why = (): string | undefined => noSlices(ohif.viewport);
  const now = () => ohif.services.cineService.getState().cines[ohif.activeId!] ?? {};
  return {
    "cine.toggle": {
      needs: [...NEEDS, "cineService.setIsCineEnabled"],
      why,
      trigger: () => {
        const isPlaying = now().isPlaying !== true;
        ohif.services.cineService.setIsCineEnabled(isPlaying);
        ohif.services.cineService.setCine({ id: ohif.activeId!, isPlaying, frameRate: now().frameRate ?? USUAL });
      },
    },
    "cine.speed": {
      needs: NEEDS,
      why,
      rate: (faster: number) => {
        const frameRate = Math.min(Math.max((now().frameRate ?? USUAL) + faster, 1), MOST);
        ohif.services.cineService.setCine({ id: ohif.activeId!, frameRate });
      },
    },
  };
}
