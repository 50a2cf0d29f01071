// Three slices and the volume, moved by the actions.

import "@kitware/vtk.js/Rendering/Profiles/Volume";
import vtkDataArray from "@kitware/vtk.js/Common/Core/DataArray";
import vtkImageData from "@kitware/vtk.js/Common/DataModel/ImageData";
import vtkPiecewiseFunction from "@kitware/vtk.js/Common/DataModel/PiecewiseFunction";
import vtkColorTransferFunction from "@kitware/vtk.js/Rendering/Core/ColorTransferFunction";
import vtkImageMapper from "@kitware/vtk.js/Rendering/Core/ImageMapper";
import vtkImageSlice from "@kitware/vtk.js/Rendering/Core/ImageSlice";
import vtkVolume from "@kitware/vtk.js/Rendering/Core/Volume";
import vtkVolumeMapper from "@kitware/vtk.js/Rendering/Core/VolumeMapper";
import vtkGenericRenderWindow from "@kitware/vtk.js/Rendering/Misc/GenericRenderWindow";
import type { Navicast } from "@navicast/client";
import { bind, type Bound, camera, imageSlices, type Orientation, type View } from "@navicast/vtk";
import { ORIGIN, phantom, SIZE, SPACING } from "./phantom.ts";
import { element } from "./dom.ts";
import { type Project, ToolOverlay } from "./overlay.ts";
import { paced, type Quality } from "./pace.ts";

const NAMES = ["axial", "sagittal", "coronal"] as const satisfies readonly Orientation[];
/** What is at the left, the right, the top and the bottom of a slice as radiologists look at it. */
const SIDES = { axial: "RLAP", sagittal: "APHF", coronal: "RLHF" } as const;
const AXES = { sagittal: 0, coronal: 1, axial: 2 } as const;
/** Half of what a slice shows, to the right and up, in millimetres. */
const HALF = { axial: [152, 100], sagittal: [104, 160], coronal: [152, 160] } as const;
const BACKGROUND = [0.016, 0.027, 0.039] as const;

/**
 * The tracker's frame in the phantom: a plate on the right of the belly, its z axis towards the person. Column by column.
 */
// prettier-ignore
const REFERENCE = [1, 0, 0, 0,  0, 0, 1, 0,  0, -1, 0, 0,  -55, 5, -105, 1];
export const FRAMES: Readonly<Record<string, readonly number[]>> = { Reference: REFERENCE };

const VOLUME_LOOKS_FROM = { towards: [-0.38, -0.86, 0.34], up: [0, 0, 1] } as const;

class Pane {
  readonly figure: HTMLElement;
  readonly caption = element("figcaption");
  readonly window = vtkGenericRenderWindow.newInstance({ background: [...BACKGROUND] });

  constructor(name: string) {
    const canvas = element("div", { className: "gl" });
    this.figure = element("figure", { className: "pane", id: `view-${name}` }, canvas, this.caption);
    this.window.setContainer(canvas);
  }

  get renderer(): ReturnType<typeof this.window.getRenderer> {
    return this.window.getRenderer();
  }

  draw(): void {
    this.renderer.resetCameraClippingRange();
    this.window.getRenderWindow().render();
  }
}

export interface Scene {
  readonly bound: Bound;
  /** Also told by `view.reset`. */
  reset(): void;
  /** Scrolls a slice view, for who has no pedal. */
  step(view: number, slices: number): void;
  /** One view alone, or all again. */
  maximise(name?: string): void;
  dispose(): void;
}

export function makeScene(host: HTMLElement, navicast: Navicast): Scene {
  const image = vtkImageData.newInstance();
  image.setDimensions([...SIZE]);
  image.setSpacing([SPACING, SPACING, SPACING]);
  image.setOrigin([...ORIGIN]);
  image.getPointData().setScalars(vtkDataArray.newInstance({ values: phantom(), numberOfComponents: 1 }));

  const slices = NAMES.map((name) => slicePane(name, image));
  const volume = volumePane(image);
  const panes = [...slices.map(({ pane }) => pane), volume.pane];
  host.replaceChildren(...panes.map(({ figure }) => figure));
  const fit = (): void => {
    for (const { window } of panes) window.resize();
    for (const { fill } of slices) fill();
    volume.drawSoon();
  };
  const watch = new ResizeObserver(fit);
  watch.observe(host);

  const views = slices.map(({ view }) => view);
  const bound = bind(navicast, views, { onActive: (_view, index) => mark(index) });
  const mark = (active: number): void =>
    panes.forEach(({ figure }, index) => figure.classList.toggle("active", index === active));
  mark(0);

  let alone: string | undefined;
  const maximise = (name?: string): void => {
    alone = alone === undefined ? (name ?? NAMES[bound.active]) : undefined;
    host.classList.toggle("alone", alone !== undefined);
    panes.forEach(({ figure }) => figure.classList.toggle("shown", figure.id === `view-${alone}`));
  };
  const reset = (): void => {
    for (const { start } of slices) start();
    volume.start();
  };

  const tools = new ToolOverlay(FRAMES, volume.project);
  volume.pane.figure.append(tools.canvas);
  const { renderer } = volume.pane;
  const turn = (act: (c: camera.Camera) => void): void => {
    act(renderer.getActiveCamera() as camera.Camera);
    volume.drawSoon();
    tools.drawSoon();
  };
  // The cap is for the volume, whatever slice the feet are at; these are told last, so that they are the ones that count.
  navicast.on("view.rotate", ([x = 0, y = 0, z = 0]) => turn((c) => camera.rotate(c, x, y, z)));
  navicast.on("view.fly", ([x = 0, y = 0, z = 0, rx = 0, ry = 0, rz = 0]) =>
    turn((c) => {
      camera.move(c, x, y);
      camera.approach(c, z);
      camera.rotate(c, rx, ry, rz);
    }),
  );
  navicast.on("view.reset", reset);
  NAMES.forEach((name, index) => navicast.on(`view.${name}`, () => (bound.active = index)));
  navicast.on("view.volume", () => maximise("volume"));
  navicast.on("layout.maximise", () => maximise());
  navicast.on("overlay.toggle", () => void host.classList.toggle("bare"));
  navicast.onTool((tool) => tools.take(tool, performance.now()));

  return {
    bound,
    reset,
    step(view, by) {
      views[view]?.slices?.step(by);
      views[view]?.render();
    },
    maximise,
    dispose() {
      watch.disconnect();
      bound.dispose();
      panes.forEach(({ window }) => window.delete());
    },
  };
}

type Image = ReturnType<typeof vtkImageData.newInstance>;

function slicePane(
  name: (typeof NAMES)[number],
  image: Image,
): { pane: Pane; view: View; start: () => void; fill: () => void } {
  const pane = new Pane(name);
  const mapper = vtkImageMapper.newInstance();
  mapper.setInputData(image);
  const actor = vtkImageSlice.newInstance();
  actor.setMapper(mapper);
  const property = actor.getProperty();
  property.setInterpolationTypeToLinear();
  const { renderer } = pane;
  renderer.addActor(actor as never);
  const { orient, ...slices } = imageSlices(mapper as never, "LPS");
  const look = renderer.getActiveCamera() as camera.Camera & { setParallelProjection(on: boolean): void };
  look.setParallelProjection(true);
  const count = SIZE[AXES[name]];
  const start = (): void => {
    const face = orient?.(name);
    renderer.resetCamera();
    if (face) camera.lookFrom(look, face.normal, face.up);
    renderer.resetCamera();
    property.setColorWindow(400);
    property.setColorLevel(40);
    fill();
  };
  const fill = (): void => {
    const { clientWidth: wide, clientHeight: high } = pane.figure;
    const aspect = wide > 0 && high > 0 ? wide / high : 1;
    look.setParallelScale(Math.max(HALF[name][1], HALF[name][0] / aspect));
    render();
  };
  const where = element("span", { className: "where" });
  const grey = element("span", { className: "grey" });
  pane.caption.append(element("b", { textContent: name }), where, grey);
  pane.figure.append(
    ...[...SIDES[name]].map((side, i) =>
      element("i", { className: `side ${["left", "right", "top", "bottom"][i]}`, textContent: side }),
    ),
  );
  const render = (): void => {
    pane.draw();
    const slice = Math.round((mapper.getSlice() - ORIGIN[AXES[name]]) / SPACING) + 1;
    const shown = name === "axial" ? count + 1 - slice : slice; // counted as they are scrolled: towards the feet
    where.textContent = `${shown} / ${count}`;
    grey.textContent = `W ${Math.round(property.getColorWindow())} L ${Math.round(property.getColorLevel())}`;
    pane.figure.dataset["slice"] = String(shown);
  };
  start();
  return { pane, view: { renderer, render, slices, windows: [property as never], flat: true }, start, fill };
}

interface VolumePane {
  readonly pane: Pane;
  readonly drawSoon: () => void;
  readonly start: () => void;
  readonly project: Project;
}

function volumePane(image: Image): VolumePane {
  const pane = new Pane("volume");
  const mapper = vtkVolumeMapper.newInstance();
  mapper.setInputData(image);
  mapper.setAutoAdjustSampleDistances(false);
  const actor = vtkVolume.newInstance();
  actor.setMapper(mapper);
  const colours = vtkColorTransferFunction.newInstance();
  const opacity = vtkPiecewiseFunction.newInstance();
  for (const [hu, r, g, b, a] of LOOK) {
    colours.addRGBPoint(hu, r, g, b);
    opacity.addPoint(hu, a);
  }
  const property = actor.getProperty();
  property.setRGBTransferFunction(0, colours);
  property.setScalarOpacity(0, opacity);
  property.setScalarOpacityUnitDistance(0, 4);
  property.setInterpolationTypeToLinear();
  property.setShade(true);
  property.setAmbient(0.25);
  property.setDiffuse(0.75);
  property.setSpecular(0.25);
  const { renderer } = pane;
  renderer.addVolume(actor);
  pane.caption.append(element("b", { textContent: "volume" }), element("span", { className: "tools", id: "tools" }));
  const look = renderer.getActiveCamera() as camera.Camera;
  const drawSoon = paced((quality) => {
    const [pixels, millimetres] = QUALITIES[quality];
    mapper.setImageSampleDistance(pixels);
    mapper.setSampleDistance(millimetres);
    pane.draw();
  });
  const start = (): void => {
    renderer.resetCamera();
    camera.lookFrom(look, VOLUME_LOOKS_FROM.towards, VOLUME_LOOKS_FROM.up);
    renderer.resetCamera();
    camera.zoom(look, 0.34);
    drawSoon();
  };
  const project: Project = ([x, y, z]) => {
    const { clientWidth, clientHeight } = pane.figure;
    const [right = 0, up = 0] = renderer.worldToNormalizedDisplay(x, y, z, clientWidth / Math.max(clientHeight, 1));
    return [right, up];
  };
  start();
  return { pane, drawSoon, start, project };
}

/** How far apart rays are, in pixels, and samples on a ray, in millimetres. */
const QUALITIES: Readonly<Record<Quality, readonly [number, number]>> = {
  draft: [5, 5],
  still: [2.5, 3],
  full: [1, 2],
};

/** Hounsfield units, red, green, blue, opacity: skin as a veil, contrast red, bones solid. */
const LOOK: readonly (readonly [number, number, number, number, number])[] = [
  [-1000, 0, 0, 0, 0],
  [-420, 0.55, 0.32, 0.26, 0],
  [-300, 0.72, 0.48, 0.4, 0.03],
  [-150, 0.75, 0.5, 0.42, 0.02],
  [-20, 0.78, 0.5, 0.42, 0.012],
  [90, 0.75, 0.22, 0.18, 0.012],
  [170, 0.8, 0.2, 0.16, 0.09],
  [260, 0.88, 0.3, 0.2, 0.24],
  [420, 0.95, 0.78, 0.6, 0.55],
  [800, 1, 0.96, 0.88, 0.92],
  [1500, 1, 1, 1, 0.95],
];
