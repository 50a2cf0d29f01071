import type { Dataset } from "./dicom.ts";

/**
 * A synthetic CT that a person can check at sight: a body in a ring of bone, a ball, a block that moves right with the
 * slice, the slice's number as six bars, and an L that shows flips and rotations.
 */

export const SIZE = 256;
export const SLICES = 64;
/** Between two slices, in mm; a pixel is 1 mm wide and high. */
export const SPACING = 2;

const AIR = -1000;
const ROOT = "2.25.4711";
const CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";

export interface Image {
  readonly dataset: Dataset;
  readonly pixels: Int16Array;
}

export interface Series {
  readonly description: string;
  readonly number: number;
  readonly slices: number;
  /** HU of the body, by which two series can be told apart. */
  readonly body: number;
}

export const SERIES: readonly Series[] = [
  { description: "Synthetic CT", number: 1, slices: SLICES, body: 40 },
  { description: "Synthetic CT, contrast", number: 2, slices: SLICES / 2, body: 130 },
];

/** z of a slice in mm (LPS), the first one at the feet. */
export function z(series: Series, slice: number): number {
  return SPACING * (slice - series.slices / 2);
}

export function image(series: Series, slice: number): Image {
  const uid = `${ROOT}.1.${series.number}`;
  return {
    dataset: {
      SpecificCharacterSet: "ISO_IR 192",
      ImageType: ["ORIGINAL", "PRIMARY", "AXIAL"],
      SOPClassUID: CT_IMAGE_STORAGE,
      SOPInstanceUID: `${uid}.${slice + 1}`,
      StudyDate: "20260101",
      SeriesDate: "20260101",
      StudyTime: "120000",
      SeriesTime: "120000",
      AccessionNumber: "1",
      Modality: "CT",
      Manufacturer: "NAVICast",
      StudyDescription: "Synthetic",
      SeriesDescription: series.description,
      PatientName: "Phantom^Synthetic",
      PatientID: "PHANTOM",
      PatientBirthDate: "19700101",
      PatientSex: "O",
      SliceThickness: SPACING,
      KVP: 120,
      PatientPosition: "HFS",
      StudyInstanceUID: `${ROOT}.1`,
      SeriesInstanceUID: uid,
      StudyID: "1",
      SeriesNumber: series.number,
      InstanceNumber: slice + 1,
      ImagePositionPatient: [-(SIZE - 1) / 2, -(SIZE - 1) / 2, z(series, slice)],
      ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
      FrameOfReferenceUID: `${ROOT}.9`,
      SamplesPerPixel: 1,
      PhotometricInterpretation: "MONOCHROME2",
      Rows: SIZE,
      Columns: SIZE,
      PixelSpacing: [1, 1],
      BitsAllocated: 16,
      BitsStored: 16,
      HighBit: 15,
      PixelRepresentation: 1,
      WindowCenter: 40,
      WindowWidth: 400,
      RescaleIntercept: 0,
      RescaleSlope: 1,
      RescaleType: "HU",
    },
    pixels: pixels(series, slice),
  };
}

function pixels(series: Series, slice: number): Int16Array {
  const hu = new Int16Array(SIZE * SIZE).fill(AIR);
  const height = (slice - series.slices / 2) / (series.slices / 2);
  const ball = 30 * 30 * Math.max(0, 1 - height * height);
  const each = (
    x0: number,
    y0: number,
    x1: number,
    y1: number,
    value: (x: number, y: number) => number | undefined,
  ) => {
    for (let y = y0; y < y1; y++) {
      for (let x = x0; x < x1; x++) {
        hu[y * SIZE + x] = value(x, y) ?? hu[y * SIZE + x]!;
      }
    }
  };
  each(0, 0, SIZE, SIZE, (x, y) => {
    const radius = ((x - 128) / 100) ** 2 + ((y - 128) / 80) ** 2;
    if (radius >= 1) {
      return undefined;
    }
    return radius > 0.9 ? 700 : (x - 128) ** 2 + (y - 150) ** 2 < ball ? series.body + 80 : series.body;
  });
  const left = Math.round(40 + (128 * slice) / series.slices);
  each(left, 100, left + 12, 120, () => 400);
  each(90, 60, 96, 100, () => 1000);
  each(90, 94, 115, 100, () => 1000);
  for (let bit = 0; bit < 6; bit++) {
    each(60 + 24 * bit, 215, 78 + 24 * bit, 235, () => ((slice >> bit) & 1 ? 900 : -100));
  }
  return hu;
}
