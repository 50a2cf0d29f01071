import vtkColorTransferFunction from "@kitware/vtk.js/Rendering/Core/ColorTransferFunction";

type Colours = ReturnType<typeof vtkColorTransferFunction.newInstance>;

/** What of a vtkImageProperty is used. */
export interface WindowProperty {
  getColorWindow(): number;
  setColorWindow(width: number): unknown;
  getColorLevel(): number;
  setColorLevel(level: number): unknown;
  getRGBTransferFunction(component?: number): Colours | null;
  setRGBTransferFunction(component: number, colours: Colours | null): unknown;
}

export interface Preset {
  readonly name: string;
  readonly width: number;
  readonly level: number;
}

/** Customary windows of CT, in Hounsfield units. */
export const CT_PRESETS: readonly Preset[] = [
  { name: "soft tissue", width: 400, level: 40 },
  { name: "lung", width: 1500, level: -600 },
  { name: "bone", width: 2000, level: 500 },
  { name: "brain", width: 80, level: 40 },
  { name: "liver", width: 150, level: 30 },
];

const LEAST_WIDTH = 1;

/** Window and level of the images of one view; all of them follow. */
export class Windows {
  readonly #properties: readonly WindowProperty[];
  readonly #presets: readonly Preset[];
  readonly #first: readonly { width: number; level: number }[];
  #preset = -1;
  /** The colours that were there before they were turned round; undefined while they are not. */
  #upright: (Colours | null)[] | undefined;

  constructor(properties: readonly WindowProperty[], presets: readonly Preset[]) {
    this.#properties = properties;
    this.#presets = presets;
    this.#first = properties.map((p) => ({ width: p.getColorWindow(), level: p.getColorLevel() }));
  }

  adjust(width: number, level: number): void {
    for (const p of this.#properties) {
      p.setColorWindow(Math.max(p.getColorWindow() + width, LEAST_WIDTH));
      p.setColorLevel(p.getColorLevel() + level);
    }
  }

  /** @param number of the preset, from 1 on; another number does nothing */
  preset(number: number): boolean {
    const preset = this.#presets[number - 1];
    if (!preset) return false;
    this.#preset = number - 1;
    for (const p of this.#properties) set(p, preset);
    return true;
  }

  nextPreset(steps: number): void {
    const count = this.#presets.length;
    if (count > 0) this.preset(((((this.#preset + steps) % count) + count) % count) + 1);
  }

  /** Bright becomes dark, and back. */
  invert(): void {
    const upright = this.#upright;
    this.#upright = upright ? undefined : this.#properties.map((p) => p.getRGBTransferFunction(0));
    this.#properties.forEach((p, i) => p.setRGBTransferFunction(0, upright ? (upright[i] ?? null) : darkWhereBright()));
  }

  /** As it was when it was bound. */
  reset(): void {
    this.#preset = -1;
    if (this.#upright) this.invert();
    this.#properties.forEach((p, i) =>
      set(p, this.#first[i] ?? { width: p.getColorWindow(), level: p.getColorLevel() }),
    );
  }
}

/** From white to black over whatever the window shows. */
function darkWhereBright(): Colours {
  const colours = vtkColorTransferFunction.newInstance();
  colours.addRGBPoint(0, 1, 1, 1);
  colours.addRGBPoint(1, 0, 0, 0);
  return colours;
}

function set(property: WindowProperty, { width, level }: { width: number; level: number }): void {
  property.setColorWindow(width);
  property.setColorLevel(level);
}
