// What scrolls: the slice of a vtkImageMapper, or the plane of a vtkImageResliceMapper.

import { add, dot, scale, unit, type Vector } from "./vector.ts";
import { vector } from "./camera.ts";

/** The axes of the patient that the world of a scene is in; undefined where its images are a stack of no patient. */
export type PatientAxes = "LPS" | "RAS" | undefined;

export type Orientation = "axial" | "sagittal" | "coronal";

/** A stack of slices, of which one is shown. The next one is further towards the feet, the front or the left. */
export interface Slices {
  step(slices: number): void;
  first(): void;
  last(): void;
  middle(): void;
  /** Undefined where it cannot; otherwise from where the slice is looked at then. */
  orient?(orientation: Orientation): Face | undefined;
  /** What it shows, where that is at any angle, and how to turn it. */
  plane?(): { origin: Vector; normal: Vector };
  turn?(origin: Vector, normal: Vector): void;
}

/** The direction towards the person who looks at a slice, and what is up there. */
export interface Face {
  readonly normal: Vector;
  readonly up: Vector;
}

/** What of a vtkImageData is used. */
export interface Image {
  getBounds(): number[];
  getSpacing(): number[];
  getDirection(): ArrayLike<number>;
  getExtent(): number[];
}

/** What of a vtkImageMapper is used. */
export interface ImageMapper {
  getInputData(): Image | null;
  getSlice(): number;
  setSlice(slice: number): unknown;
  getSlicingMode(): number;
  setSlicingMode(mode: number): unknown;
}

// As vtkImageMapper numbers them: I, J, K, X, Y, Z.
const [K, X, Y, Z] = [2, 3, 4, 5] as const;
const ORIENTATIONS: Readonly<Record<Orientation, number>> = { axial: Z, sagittal: X, coronal: Y };

/** From the first to the last centre of a voxel along x, y and z; the bounds of an image go half a voxel further. */
function centres(image: Image): number[] {
  const spacing = image.getSpacing().map(Math.abs);
  return image.getBounds().map((bound, i) => bound + ((i % 2 === 0 ? 1 : -1) * (spacing[i >> 1] ?? 0)) / 2);
}

/** Towards the left, the front, the feet. */
function nextAlong(axis: number, axes: PatientAxes): Vector {
  const sign = axes === "RAS" ? -1 : 1;
  return (
    (
      [
        [sign, 0, 0],
        [0, -sign, 0],
        [0, 0, -1],
      ] as const
    )[axis] ?? [0, 0, 0]
  );
}

/** Of two ways along a line, the one that is next; the way itself where no patient is known. */
export function nextWay(along: Vector, axes: PatientAxes): Vector {
  if (axes === undefined) return along;
  const sizes = along.map(Math.abs);
  const axis = sizes.indexOf(Math.max(...sizes));
  return dot(along, nextAlong(axis, axes)) < 0 ? scale(along, -1) : along;
}

/** The slices of an image mapper, whose modes I, J, K count slices and X, Y, Z millimetres. */
export function imageSlices(mapper: ImageMapper, axes?: PatientAxes): Slices {
  const image = (): Image => {
    const data = mapper.getInputData();
    if (!data) throw new Error("the image mapper has no image yet");
    return data;
  };
  /** In the unit of the mode: lowest and highest, how far one slice is, and the way of the next one. */
  const range = (): { low: number; high: number; step: number } => {
    const mode = mapper.getSlicingMode();
    const axis = mode % 3;
    const counts = mode <= K;
    const extent = counts ? image().getExtent() : centres(image());
    const spacing = counts ? 1 : (image().getSpacing()[axis] ?? 1);
    const direction = image().getDirection();
    const along: Vector = counts
      ? [direction[axis * 3] ?? 0, direction[axis * 3 + 1] ?? 0, direction[axis * 3 + 2] ?? 0]
      : [+(axis === 0), +(axis === 1), +(axis === 2)];
    const isUp = dot(nextWay(along, axes), along) > 0;
    return { low: extent[axis * 2] ?? 0, high: extent[axis * 2 + 1] ?? 0, step: isUp ? spacing : -spacing };
  };
  const set = (slice: number): void => {
    const { low, high } = range();
    mapper.setSlice(Math.min(Math.max(slice, low), high));
  };
  return {
    step: (slices) => set(mapper.getSlice() + slices * range().step),
    first: () => set(range().step > 0 ? -Infinity : Infinity),
    last: () => set(range().step > 0 ? Infinity : -Infinity),
    middle: () => {
      const { low, high } = range();
      set(mapper.getSlicingMode() <= K ? Math.round((low + high) / 2) : (low + high) / 2);
    },
    orient: (orientation) => {
      if (axes === undefined) return undefined;
      mapper.setSlicingMode(ORIENTATIONS[orientation]);
      const { low, high } = range();
      set((low + high) / 2);
      return faceOf(orientation, axes);
    },
  };
}

/** What of a vtkPlane and of a vtkImageResliceMapper is used. */
export interface Plane {
  getOrigin(): number[];
  setOrigin(x: number, y: number, z: number): unknown;
  getNormal(): number[];
  setNormal(x: number, y: number, z: number): unknown;
}
export interface ResliceMapper {
  getInputData(): Image | null;
  getSlicePlane(): Plane;
}

/** From where a person looks at a slice of this orientation, by the radiologists' convention; LPS. */
const FACES: Readonly<Record<Orientation, Face>> = {
  axial: { normal: [0, 0, -1], up: [0, -1, 0] }, // from the feet, the front up
  sagittal: { normal: [1, 0, 0], up: [0, 0, 1] }, // from the left, the head up
  coronal: { normal: [0, -1, 0], up: [0, 0, 1] }, // from the front, the head up
};

/** The plane of a reslice mapper, at any angle; a step is the thinnest spacing of the image. */
export function resliceSlices(mapper: ResliceMapper, axes: "LPS" | "RAS" = "LPS"): Slices {
  const plane = mapper.getSlicePlane();
  const normal = (): Vector => unit(vector(plane.getNormal()));
  const along = (): Vector => nextWay(normal(), axes);
  const image = (): Image => {
    const data = mapper.getInputData();
    if (!data) throw new Error("the reslice mapper has no image yet");
    return data;
  };
  /** Where along the way the image begins and ends, from the origin of the world. */
  const range = (): [number, number] => {
    const [x0 = 0, x1 = 0, y0 = 0, y1 = 0, z0 = 0, z1 = 0] = centres(image());
    const corners = [x0, x1].flatMap((x) => [y0, y1].flatMap((y) => [z0, z1].map((z) => dot([x, y, z], along()))));
    return [Math.min(...corners), Math.max(...corners)];
  };
  const moveTo = (place: number): void => {
    const [low, high] = range();
    const at = Math.min(Math.max(place, low), high);
    const origin = vector(plane.getOrigin());
    plane.setOrigin(...add(origin, scale(along(), at - dot(origin, along()))));
  };
  return {
    step: (slices) => {
      const spacing = Math.min(...image().getSpacing().map(Math.abs));
      moveTo(dot(vector(plane.getOrigin()), along()) + slices * spacing);
    },
    first: () => moveTo(-Infinity),
    last: () => moveTo(Infinity),
    middle: () => moveTo((range()[0] + range()[1]) / 2),
    orient: (orientation) => {
      const face = faceOf(orientation, axes);
      plane.setNormal(...face.normal);
      return face;
    },
    plane: () => ({ origin: vector(plane.getOrigin()), normal: normal() }),
    turn: (origin, to) => {
      plane.setOrigin(...origin);
      plane.setNormal(...to);
    },
  };
}

function faceOf(orientation: Orientation, axes: PatientAxes): Face {
  const { normal, up } = FACES[orientation];
  const inAxes = ([x, y, z]: Vector): Vector => (axes === "RAS" ? [-x, -y, z] : [x, y, z]);
  return { normal: inAxes(normal), up: inAxes(up) };
}
