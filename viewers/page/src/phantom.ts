// A CT of nobody, made here: a trunk with lungs, heart, liver, kidneys, spine, ribs and pelvis. LPS, in millimetres.

/** Voxels along x (to the left), y (to the back) and z (to the head). */
export const SIZE = [112, 80, 112] as const;
export const SPACING = 3;
/** Where the first voxel is; the middle of the volume is the origin of the world. */
export const ORIGIN = SIZE.map((count) => (-SPACING * (count - 1)) / 2) as [number, number, number];

const AIR = -1000;

/** Hounsfield units, x fastest. */
export function phantom(): Int16Array {
  const values = new Int16Array(SIZE[0] * SIZE[1] * SIZE[2]);
  let i = 0;
  for (let k = 0; k < SIZE[2]; k++) {
    for (let j = 0; j < SIZE[1]; j++) {
      for (let x = ORIGIN[0], n = 0; n < SIZE[0]; n++, x += SPACING) {
        values[i++] = at(x, ORIGIN[1] + j * SPACING, ORIGIN[2] + k * SPACING);
      }
    }
  }
  return values;
}

/** Later shapes are in front of earlier ones; edges are a voxel soft, or the volume would show steps. */
export function at(x: number, y: number, z: number): number {
  const waist = 1 - 0.14 * Math.exp(-(((z + 70) / 60) ** 2)) + 0.05 * Math.exp(-(((z - 110) / 60) ** 2));
  const [wide, deep] = [148 * waist, 94 * waist];
  const r = length(x / wide, y / deep);
  const body = soft((r - 1) * deep);
  if (body === 0) return AIR;
  let hu = mix(AIR, -95, body); // fat
  hu = mix(hu, 45, soft((r - 0.93) * deep)); // muscle
  hu = mix(hu, -70, soft(ellipsoid(x, y + 6, z + 60, 112, 62, 78))); // fat of the belly
  if (z > -75) hu = chest(hu, x, y, z, (r - 0.83) * deep);
  if (z < 0) hu = belly(hu, x, y, z, (r - 0.91) * deep);
  hu = mix(hu, 340, soft(length(x - 17, y - 33) - 11 + Math.max(0, z - 95))); // aorta
  if (Math.abs(x) < 45 && y > 25) hu = spine(hu, x, y, z);
  return Math.round(z > -95 ? ribs(hu, x, y, z, (r - 0.86) * deep) : pelvis(hu, x, y, z));
}

function chest(hu: number, x: number, y: number, z: number, wall: number): number {
  const aside = Math.min(ellipsoid(x - 64, y + 2, z - 52, 50, 68, 104), ellipsoid(x + 64, y + 2, z - 52, 54, 68, 104));
  const lung = soft(Math.max(wall, aside));
  if (lung > 0) {
    const vessels = Math.max(0, Math.sin(x * 0.31) * Math.sin(y * 0.27) * Math.sin(z * 0.23));
    hu = mix(hu, -840 + 520 * vessels ** 3, lung);
  }
  hu = mix(hu, 130, soft(ellipsoid(x - 24, y + 30, z - 8, 46, 40, 52))); // heart
  return mix(hu, 330, soft(ellipsoid(x - 34, y + 30, z - 2, 21, 20, 28))); // its left chamber, with contrast
}

function belly(hu: number, x: number, y: number, z: number, wall: number): number {
  const liver = Math.max(ellipsoid(x + 52, y + 18, z + 84, 88, 66, 52), z + 44 - 0.18 * x, wall);
  hu = mix(hu, 105, soft(liver));
  const lesion = length(x + 75, y + 46, z + 90);
  hu = mix(mix(hu, 185, soft(lesion - 16)), 35, soft(lesion - 11));
  const kidney = Math.min(
    ellipsoid(x - 58, y - 42, z + 96, 25, 21, 44),
    ellipsoid(x + 58, y - 42, z + 104, 25, 21, 44),
  );
  return mix(mix(hu, 230, soft(kidney)), 140, soft(kidney + 10));
}

function spine(hu: number, x: number, y: number, z: number): number {
  const level = modulo(z, 31) - 15.5;
  const across = length(x, (y - 56) * 1.15);
  const vertebra = Math.max(across - 21, Math.abs(level) - 11);
  hu = mix(mix(hu, 780, soft(vertebra)), 330, soft(vertebra + 4));
  hu = mix(hu, 90, soft(Math.max(across - 19, 11.5 - Math.abs(level)))); // disc
  hu = mix(hu, 700, soft(Math.max(Math.abs(x) - 4, Math.abs(y - 81) - 11, Math.abs(level + 3) - 8))); // behind it
  return mix(hu, 640, soft(Math.max(Math.abs(x) - 34 + Math.abs(y - 66), Math.abs(y - 66) - 4, Math.abs(level) - 5)));
}

function ribs(hu: number, x: number, y: number, z: number, wall: number): number {
  if (Math.abs(wall) < 9) {
    const rib = modulo(z - 0.42 * y + 0.1 * Math.abs(x), 27) - 13.5;
    const ends = Math.max(z - 128, -72 - z + 0.5 * Math.max(0, -y), 13 - Math.abs(x) + Math.max(0, y) * 2);
    hu = mix(hu, 820, soft(Math.max(length(wall, rib) - 5.2, ends)));
  }
  return mix(hu, 700, soft(Math.max((length(x / 14, (y + 79) / 6) - 1) * 6, Math.abs(z - 52) - 58) / 3)); // breastbone
}

function pelvis(hu: number, x: number, y: number, z: number): number {
  const wing = Math.abs(ellipsoid(Math.abs(x) - 66, y - 12, z + 172, 62, 52, 62)) - 4;
  return mix(hu, 760, soft(Math.max(wing, -y - 18, -(Math.abs(x) - 24))));
}

/** About how far outside of an ellipsoid. */
function ellipsoid(x: number, y: number, z: number, a: number, b: number, c: number): number {
  return (length(x / a, y / b, z / c) - 1) * Math.min(a, b, c);
}

/** Much faster than Math.hypot, which guards against numbers that are not here. */
function length(x: number, y: number, z = 0): number {
  return Math.sqrt(x * x + y * y + z * z);
}

function soft(outside: number): number {
  return Math.min(Math.max(0.5 - outside / SPACING, 0), 1);
}

function mix(from: number, to: number, part: number): number {
  return from + (to - from) * part;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
