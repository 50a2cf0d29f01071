import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { encode, type Dataset } from "./dicom.ts";
import { image, SERIES, type Series } from "./phantom.ts";
import { zip } from "./zip.ts";

/** Raise it when the phantom changes: a cache keeps what older versions made. */
const EDITION = 2;

/** The folder that has `ct.zip` and the DICOM files of `manifest`; made once, kept in the cache. */
export async function study(cache: string): Promise<string> {
  const folder = path.join(cache, `phantom-${EDITION}`);
  try {
    await readFile(path.join(folder, "ct.zip"));
    return folder;
  } catch {
    // Not there yet, or cut short.
  }
  const fresh = `${folder}.${process.pid}`;
  await mkdir(fresh, { recursive: true });
  const all: { name: string; bytes: Buffer }[] = [];
  for (const series of SERIES) {
    for (let slice = 0; slice < series.slices; slice++) {
      const { dataset, pixels } = image(series, slice);
      const bytes = encode(dataset, pixels);
      await writeFile(path.join(fresh, file(series, slice)), bytes);
      all.push({ name: file(series, slice), bytes });
    }
  }
  await writeFile(path.join(fresh, "ct.zip"), zip(all));
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
  return folder;
}

/** The same study as OHIF's `dicomjson` data source wants it told. */
export function manifest(base: string): object {
  const told = (dataset: Dataset) =>
    Object.fromEntries(
      Object.entries(dataset).map(([keyword, value]) => [keyword, keyword === "PatientName" ? String(value) : value]),
    );
  const { dataset } = image(SERIES[0]!, 0);
  return {
    studies: [
      {
        ...pick(dataset, "StudyInstanceUID", "StudyDescription", "StudyDate", "StudyTime", "PatientName", "PatientID"),
        ...pick(dataset, "PatientSex", "AccessionNumber"),
        Modalities: "CT",
        NumInstances: SERIES.reduce((sum, series) => sum + series.slices, 0),
        series: SERIES.map((series) => ({
          ...pick(image(series, 0).dataset, "SeriesDescription", "SeriesInstanceUID", "SeriesNumber", "Modality"),
          ...pick(image(series, 0).dataset, "SeriesDate", "SeriesTime"),
          instances: Array.from({ length: series.slices }, (_, slice) => ({
            metadata: told(image(series, slice).dataset),
            url: `dicomweb:${base}/${file(series, slice)}`,
          })),
        })),
      },
    ],
  };
}

function pick(dataset: Dataset, ...keywords: (keyof Dataset)[]): Dataset {
  return Object.fromEntries(keywords.map((keyword) => [keyword, dataset[keyword]]));
}

function file(series: Series, slice: number): string {
  return `${series.number}-${String(slice + 1).padStart(3, "0")}.dcm`;
}
