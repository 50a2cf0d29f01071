/**
 * `@navicast/vtk`: binds the actions of NAVICast to views of vtk.js.
 *
 * @packageDocumentation
 */
export { bind, type BindOptions, type Bound, type View } from "./bind.ts";
export { imageSlices, resliceSlices, type Face, type Orientation, type PatientAxes, type Slices } from "./slices.ts";
export { poseMatrix, product, Tools, type Matrix, type ToolsOptions } from "./tools.ts";
export { CT_PRESETS, type Preset, type WindowProperty, Windows } from "./windows.ts";
export * as camera from "./camera.ts";
