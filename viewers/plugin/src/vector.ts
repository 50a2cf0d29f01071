/** Three numbers: a point or a direction, in millimetres or without a unit. */
export type Vector = readonly [number, number, number];

export function add(a: Vector, b: Vector, times = 1): Vector {
  return [a[0] + times * b[0], a[1] + times * b[1], a[2] + times * b[2]];
}

export function minus(a: Vector, b: Vector): Vector {
  return add(a, b, -1);
}

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function length(a: Vector): number {
  return Math.hypot(...a);
}

export function unit(a: Vector): Vector {
  return add([0, 0, 0], a, 1 / length(a));
}

/** Turned about an axis of length 1 by the right-hand rule. */
export function turned(v: Vector, axis: Vector, degrees: number): Vector {
  const angle = (degrees * Math.PI) / 180;
  const along = dot(axis, v) * (1 - Math.cos(angle));
  return add(add(add([0, 0, 0], v, Math.cos(angle)), cross(axis, v), Math.sin(angle)), axis, along);
}
