// A scene of vtk.js without a window: what the calls did is read back from its objects.

import vtkDataArray from "@kitware/vtk.js/Common/Core/DataArray";
import vtkImageData from "@kitware/vtk.js/Common/DataModel/ImageData";
import vtkPlane from "@kitware/vtk.js/Common/DataModel/Plane";
import vtkImageMapper from "@kitware/vtk.js/Rendering/Core/ImageMapper";
import vtkImageProperty from "@kitware/vtk.js/Rendering/Core/ImageProperty";
import vtkImageResliceMapper from "@kitware/vtk.js/Rendering/Core/ImageResliceMapper";
import vtkRenderer from "@kitware/vtk.js/Rendering/Core/Renderer";

/** 20 × 30 × 40 voxels of 1 × 1 × 2 mm, beginning at (-10, -15, 100). */
export function image() {
  const data = vtkImageData.newInstance();
  data.setDimensions([20, 30, 40]);
  data.setSpacing([1, 1, 2]);
  data.setOrigin([-10, -15, 100]);
  const values = new Int16Array(20 * 30 * 40);
  data.getPointData().setScalars(vtkDataArray.newInstance({ values, numberOfComponents: 1 }));
  return data;
}

export function sliced(mode: number) {
  const mapper = vtkImageMapper.newInstance();
  mapper.setInputData(image());
  mapper.setSlicingMode(mode as never);
  return mapper;
}

export function resliced() {
  const mapper = vtkImageResliceMapper.newInstance();
  mapper.setInputData(image());
  const plane = vtkPlane.newInstance();
  plane.setNormal(0, 0, -1);
  plane.setOrigin(0, 0, 140);
  mapper.setSlicePlane(plane);
  return mapper;
}

export function renderer() {
  const made = vtkRenderer.newInstance();
  const camera = made.getActiveCamera();
  camera.setFocalPoint(0, 0, 140);
  camera.setPosition(0, 0, -160);
  camera.setViewUp(0, -1, 0);
  return made;
}

export const property = () => vtkImageProperty.newInstance({ colorWindow: 400, colorLevel: 40 });
