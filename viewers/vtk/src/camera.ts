// What the actions of a view do to a vtkCamera. All is said of the image: it moves right, grows, turns. The camera does
// the opposite.

import { add, cross, dot, norm, scale, subtract, turned, unit, type Vector } from "./vector.ts";

/** What of a vtkCamera is used. */
export interface Camera {
  getPosition(): number[];
  setPosition(x: number, y: number, z: number): unknown;
  getFocalPoint(): number[];
  setFocalPoint(x: number, y: number, z: number): unknown;
  getViewUp(): number[];
  setViewUp(x: number, y: number, z: number): unknown;
  getParallelProjection(): boolean;
  getParallelScale(): number;
  setParallelScale(scale: number): unknown;
  getViewAngle(): number;
}

/** The screen's axes in the world: to the right, up, and towards the person. */
export interface Screen {
  readonly right: Vector;
  readonly up: Vector;
  readonly towards: Vector;
}

const DEGREES = Math.PI / 180;
/** In millimetres: nearer than this the camera does not come, and no smaller part is shown. */
const LEAST = 0.1;
const MOST = 1e5;

export function screenOf(camera: Camera): Screen {
  const towards = unit(subtract(vector(camera.getPosition()), vector(camera.getFocalPoint())));
  const right = unit(cross(vector(camera.getViewUp()), towards));
  return { right, up: cross(towards, right), towards };
}

/** Height of what is shown at the focal point, in millimetres. */
export function heightOf(camera: Camera): number {
  if (camera.getParallelProjection()) return 2 * camera.getParallelScale();
  return 2 * distanceOf(camera) * Math.tan((camera.getViewAngle() / 2) * DEGREES);
}

/** The image moves by so many millimetres to the right and up. */
export function move(camera: Camera, right: number, up: number): void {
  const screen = screenOf(camera);
  const by = scale(add(scale(screen.right, right), scale(screen.up, up)), -1);
  camera.setPosition(...add(vector(camera.getPosition()), by));
  camera.setFocalPoint(...add(vector(camera.getFocalPoint()), by));
}

/** The image moves by parts of the height of the view. */
export function pan(camera: Camera, right: number, up: number): void {
  const height = heightOf(camera);
  move(camera, right * height, up * height);
}

/** The image grows by so many doublings. */
export function zoom(camera: Camera, doublings: number): void {
  const factor = 2 ** doublings;
  if (camera.getParallelProjection()) camera.setParallelScale(bounded(camera.getParallelScale() / factor));
  else setDistance(camera, distanceOf(camera) / factor);
}

/** The image comes nearer by so many millimetres; in a parallel projection it grows as if it did. */
export function approach(camera: Camera, millimetres: number): void {
  if (camera.getParallelProjection()) zoom(camera, millimetres / heightOf(camera));
  else setDistance(camera, Math.max(distanceOf(camera) - millimetres, distanceOf(camera) / 2));
}

/** The image turns about the screen's axes through the focal point, by the right-hand rule. */
export function rotate(camera: Camera, aboutRight: number, aboutUp: number, aboutTowards: number): void {
  const { right, up, towards } = screenOf(camera);
  const turn = add(add(scale(right, aboutRight), scale(up, aboutUp)), scale(towards, aboutTowards));
  const radians = -norm(turn) * DEGREES;
  if (radians === 0) return;
  const axis = unit(turn);
  const focal = vector(camera.getFocalPoint());
  const from = subtract(vector(camera.getPosition()), focal);
  camera.setPosition(...add(focal, turned(from, axis, radians)));
  camera.setViewUp(...unit(turned(up, axis, radians)));
}

/** Looks at the same point from another side, as far away as before. */
export function lookFrom(camera: Camera, towards: Vector, up: Vector): void {
  const at = add(vector(camera.getFocalPoint()), scale(unit(towards), distanceOf(camera)));
  camera.setPosition(...at);
  camera.setViewUp(...up);
}

/** Goes along the line of sight until the focal point is on the plane, so that what is looked at is the plane. */
export function focusOn(camera: Camera, origin: Vector, normal: Vector): void {
  const by = scale(normal, dot(subtract(origin, vector(camera.getFocalPoint())), normal));
  camera.setPosition(...add(vector(camera.getPosition()), by));
  camera.setFocalPoint(...add(vector(camera.getFocalPoint()), by));
}

function distanceOf(camera: Camera): number {
  return norm(subtract(vector(camera.getPosition()), vector(camera.getFocalPoint())));
}

function setDistance(camera: Camera, millimetres: number): void {
  const { towards } = screenOf(camera);
  camera.setPosition(...add(vector(camera.getFocalPoint()), scale(towards, bounded(millimetres))));
}

function bounded(millimetres: number): number {
  return Math.min(Math.max(millimetres, LEAST), MOST);
}

export function vector([x = 0, y = 0, z = 0]: ArrayLike<number> & Iterable<number>): Vector {
  return [x, y, z];
}
