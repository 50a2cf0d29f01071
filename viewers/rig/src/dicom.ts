/** Writes DICOM files (PS3.10, explicit VR little endian), as much of it as a synthetic CT needs. */

type Vr = "CS" | "DA" | "DS" | "IS" | "LO" | "OB" | "OW" | "PN" | "SH" | "TM" | "UI" | "UL" | "US";

/** An element: keyword, tag, representation. */
interface Entry {
  readonly tag: number;
  readonly vr: Vr;
}

/** The attributes that the phantom has, by keyword. */
const DICTIONARY = {
  SpecificCharacterSet: { tag: 0x00080005, vr: "CS" },
  ImageType: { tag: 0x00080008, vr: "CS" },
  SOPClassUID: { tag: 0x00080016, vr: "UI" },
  SOPInstanceUID: { tag: 0x00080018, vr: "UI" },
  StudyDate: { tag: 0x00080020, vr: "DA" },
  SeriesDate: { tag: 0x00080021, vr: "DA" },
  StudyTime: { tag: 0x00080030, vr: "TM" },
  SeriesTime: { tag: 0x00080031, vr: "TM" },
  AccessionNumber: { tag: 0x00080050, vr: "SH" },
  Modality: { tag: 0x00080060, vr: "CS" },
  Manufacturer: { tag: 0x00080070, vr: "LO" },
  StudyDescription: { tag: 0x00081030, vr: "LO" },
  SeriesDescription: { tag: 0x0008103e, vr: "LO" },
  PatientName: { tag: 0x00100010, vr: "PN" },
  PatientID: { tag: 0x00100020, vr: "LO" },
  PatientBirthDate: { tag: 0x00100030, vr: "DA" },
  PatientSex: { tag: 0x00100040, vr: "CS" },
  SliceThickness: { tag: 0x00180050, vr: "DS" },
  KVP: { tag: 0x00180060, vr: "DS" },
  PatientPosition: { tag: 0x00185100, vr: "CS" },
  StudyInstanceUID: { tag: 0x0020000d, vr: "UI" },
  SeriesInstanceUID: { tag: 0x0020000e, vr: "UI" },
  StudyID: { tag: 0x00200010, vr: "SH" },
  SeriesNumber: { tag: 0x00200011, vr: "IS" },
  InstanceNumber: { tag: 0x00200013, vr: "IS" },
  ImagePositionPatient: { tag: 0x00200032, vr: "DS" },
  ImageOrientationPatient: { tag: 0x00200037, vr: "DS" },
  FrameOfReferenceUID: { tag: 0x00200052, vr: "UI" },
  SamplesPerPixel: { tag: 0x00280002, vr: "US" },
  PhotometricInterpretation: { tag: 0x00280004, vr: "CS" },
  Rows: { tag: 0x00280010, vr: "US" },
  Columns: { tag: 0x00280011, vr: "US" },
  PixelSpacing: { tag: 0x00280030, vr: "DS" },
  BitsAllocated: { tag: 0x00280100, vr: "US" },
  BitsStored: { tag: 0x00280101, vr: "US" },
  HighBit: { tag: 0x00280102, vr: "US" },
  PixelRepresentation: { tag: 0x00280103, vr: "US" },
  WindowCenter: { tag: 0x00281050, vr: "DS" },
  WindowWidth: { tag: 0x00281051, vr: "DS" },
  RescaleIntercept: { tag: 0x00281052, vr: "DS" },
  RescaleSlope: { tag: 0x00281053, vr: "DS" },
  RescaleType: { tag: 0x00281054, vr: "LO" },
} as const satisfies Record<string, Entry>;

export type Keyword = keyof typeof DICTIONARY;
export type Value = string | number | readonly (string | number)[];
export type Dataset = Partial<Record<Keyword, Value>>;

const EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
const PIXEL_DATA: Entry = { tag: 0x7fe00010, vr: "OW" };
/** Representations whose length has four bytes, after two that are reserved. */
const LONG: ReadonlySet<Vr> = new Set<Vr>(["OB", "OW"]);

/** The bytes of a file of one image with 16 bits a pixel. */
export function encode(dataset: Dataset, pixels: Int16Array): Buffer {
  const meta = Buffer.concat([
    element({ tag: 0x00020001, vr: "OB" }, Buffer.from([0, 1])),
    element({ tag: 0x00020002, vr: "UI" }, text(dataset.SOPClassUID, "UI")),
    element({ tag: 0x00020003, vr: "UI" }, text(dataset.SOPInstanceUID, "UI")),
    element({ tag: 0x00020010, vr: "UI" }, text(EXPLICIT_LITTLE_ENDIAN, "UI")),
    element({ tag: 0x00020012, vr: "UI" }, text("2.25.4711", "UI")),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  const elements = (Object.keys(dataset) as Keyword[])
    .sort((a, b) => DICTIONARY[a].tag - DICTIONARY[b].tag)
    .map((keyword) => element(DICTIONARY[keyword], bytes(DICTIONARY[keyword].vr, dataset[keyword])));
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from("DICM"),
    element({ tag: 0x00020000, vr: "UL" }, length),
    meta,
    ...elements,
    element(PIXEL_DATA, littleEndian(pixels)),
  ]);
}

function element({ tag, vr }: Entry, value: Buffer): Buffer {
  const head = Buffer.alloc(LONG.has(vr) ? 12 : 8);
  head.writeUInt16LE(tag >>> 16, 0);
  head.writeUInt16LE(tag & 0xffff, 2);
  head.write(vr, 4, "latin1");
  if (LONG.has(vr)) {
    head.writeUInt32LE(value.length, 8);
  } else {
    head.writeUInt16LE(value.length, 6);
  }
  return Buffer.concat([head, value]);
}

function bytes(vr: Vr, value: Value | undefined): Buffer {
  if (vr !== "US") {
    return text(value, vr);
  }
  const number = Buffer.alloc(2);
  number.writeUInt16LE(Number(value));
  return number;
}

/** Values are joined by a backslash and padded to an even length: UIDs with NUL, others with a space. */
function text(value: Value | undefined, vr: Vr): Buffer {
  const joined = [value ?? ""].flat().join("\\");
  return Buffer.from(joined.length % 2 === 0 ? joined : joined + (vr === "UI" ? "\0" : " "), "latin1");
}

function littleEndian(pixels: Int16Array): Buffer {
  const buffer = Buffer.alloc(pixels.length * 2);
  pixels.forEach((pixel, index) => buffer.writeInt16LE(pixel, index * 2));
  return buffer;
}
