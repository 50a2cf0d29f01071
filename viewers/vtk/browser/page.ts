// The page of the pixel test: a phantom in two views, moved by @navicast/client as in a real viewer.

import "@kitware/vtk.js/Rendering/Profiles/All";
import { connect } from "@navicast/client";
import vtkDataArray from "@kitware/vtk.js/Common/Core/DataArray";
import vtkImageData from "@kitware/vtk.js/Common/DataModel/ImageData";
import vtkPlane from "@kitware/vtk.js/Common/DataModel/Plane";
import vtkGenericRenderWindow from "@kitware/vtk.js/Rendering/Misc/GenericRenderWindow";
import vtkImageMapper from "@kitware/vtk.js/Rendering/Core/ImageMapper";
import vtkImageResliceMapper from "@kitware/vtk.js/Rendering/Core/ImageResliceMapper";
import vtkImageSlice from "@kitware/vtk.js/Rendering/Core/ImageSlice";
import { bind, imageSlices, resliceSlices, type View } from "../src/index.ts";

const SIZE = 48;
const HALF = SIZE / 2;

/** A ball whose grey changes with the height, with a block on one side, so that every way of turning it shows. */
function phantom() {
  const values = new Int16Array(SIZE ** 3);
  for (let k = 0; k < SIZE; k++) {
    for (let j = 0; j < SIZE; j++) {
      for (let i = 0; i < SIZE; i++) {
        const inBall = Math.hypot(i - HALF, j - HALF, k - HALF) < HALF * 0.8;
        const inBlock = i > HALF && i < HALF + 10 && j > HALF && j < HALF + 5;
        values[(k * SIZE + j) * SIZE + i] = inBlock ? 400 - k * 4 : inBall ? k * 8 - 100 : -1000;
      }
    }
  }
  const image = vtkImageData.newInstance();
  image.setDimensions([SIZE, SIZE, SIZE]);
  image.setOrigin([-HALF, -HALF, -HALF]);
  image.getPointData().setScalars(vtkDataArray.newInstance({ values, numberOfComponents: 1 }));
  return image;
}

function view(id: string, mapper: vtkImageMapper | vtkImageResliceMapper, more: Partial<View>): View {
  const window = vtkGenericRenderWindow.newInstance({ background: [0, 0, 0] });
  window.setContainer(document.getElementById(id) as HTMLElement);
  window.resize();
  const actor = vtkImageSlice.newInstance();
  actor.setMapper(mapper as vtkImageMapper);
  actor.getProperty().setColorWindow(400);
  actor.getProperty().setColorLevel(40);
  const renderer = window.getRenderer();
  renderer.addActor(actor as never);
  renderer.getActiveCamera().setParallelProjection(true);
  renderer.resetCamera();
  const render = () => window.getRenderWindow().render();
  render();
  return { renderer, render, windows: [actor.getProperty()], ...more };
}

const image = phantom();
const stack = vtkImageMapper.newInstance();
stack.setInputData(image);
stack.setSlicingMode(2 as never);
stack.setSlice(HALF);
const oblique = vtkImageResliceMapper.newInstance();
oblique.setInputData(image);
const plane = vtkPlane.newInstance();
plane.setNormal(0, 0, 1);
oblique.setSlicePlane(plane);

const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
const query = new URLSearchParams(location.search);
const navicast = connect({ hub: query.get("hub") ?? "", topic: query.get("topic") ?? "", product: "vtk test" });
const views = [
  view("stack", stack, { slices: imageSlices(stack), flat: true }),
  view("oblique", oblique, {
    slices: resliceSlices(oblique),
    tools: { frames: { Reference: IDENTITY, Patient: IDENTITY } },
  }),
];
bind(navicast, views, { onActive: (_, index) => document.body.setAttribute("data-active", String(index)) });
navicast.onState((state) => document.body.setAttribute("data-state", state));
