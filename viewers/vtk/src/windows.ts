/** What of a vtkImageProperty is used; `setRGBTransferFunction` turns grey values round. */
export interface WindowProperty {
  getColorWindow(): number;
  setColorWindow(width: number): unknown;
  getColorLevel(): number;
  setColorLevel(level: number): unknown;
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

  /** As it was when it was bound. */
  reset(): void {
    this.#preset = -1;
    this.#properties.forEach((p, i) =>
      set(p, this.#first[i] ?? { width: p.getColorWindow(), level: p.getColorLevel() }),
    );
  }
}

function set(property: WindowProperty, { width, level }: { width: number; level: number }): void {
  property.setColorWindow(width);
  property.setColorLevel(level);
}
