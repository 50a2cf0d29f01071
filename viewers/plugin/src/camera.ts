import { add, cross, length, minus, turned, unit, type Vector } from "./vector.ts";

/** Where a view is seen from; in the coordinates of the image, millimetres. */
export interface Camera {
  readonly position: Vector;
  readonly focalPoint: Vector;
  /** Of length 1, at right angles to the line of sight. */
  readonly viewUp: Vector;
}

/** The screen's axes in the coordinates of the image: right, up, towards the person. */
export function axes({ position, focalPoint, viewUp }: Camera): { right: Vector; up: Vector; towards: Vector } {
  const towards = unit(minus(position, focalPoint));
  const right = unit(cross(viewUp, towards));
  return { right, up: cross(towards, right), towards };
}

/**
 * The image turns by these degrees about the screen's axes, right-hand rule: so the camera goes the other way round its
 * focal point.
 */
export function rotate(camera: Camera, [x, y, z]: Vector): Camera {
  const { right, up, towards } = axes(camera);
  const turn = (v: Vector): Vector => turned(turned(turned(v, right, -x), up, -y), towards, -z);
  const distance = length(minus(camera.position, camera.focalPoint));
  return {
    focalPoint: camera.focalPoint,
    position: add(camera.focalPoint, unit(turn(towards)), distance),
    viewUp: unit(turn(up)),
  };
}

/** The image moves by these millimetres along the screen's axes: so the camera goes the other way. */
export function move(camera: Camera, [x, y, z]: Vector): Camera {
  const { right, up, towards } = axes(camera);
  const by = add(add(add([0, 0, 0], right, -x), up, -y), towards, -z);
  return { ...camera, focalPoint: add(camera.focalPoint, by), position: add(camera.position, by) };
}

/** The plane that is seen goes through the point; what is in the middle of the view moves as little as may be. */
export function through(camera: Camera, point: Vector): Camera {
  const { towards } = axes(camera);
  const off = minus(point, camera.focalPoint);
  const by = add([0, 0, 0], towards, off[0] * towards[0] + off[1] * towards[1] + off[2] * towards[2]);
  return { ...camera, focalPoint: add(camera.focalPoint, by), position: add(camera.position, by) };
}

/**
 * Whether going along the line of sight, away from the person, is "next": towards the feet, the front, or the left of
 * the patient (LPS coordinates), by the axis that the view looks along most.
 *
 * @param towards the direction from the image to the person
 * @returns 1 when going towards the person is next, else -1
 */
export function nextIsTowards(towards: Vector): 1 | -1 {
  const [x, y, z] = towards.map(Math.abs) as [number, number, number];
  const next = z >= x && z >= y ? -towards[2] : y >= x ? -towards[1] : towards[0];
  return next >= 0 ? 1 : -1;
}
