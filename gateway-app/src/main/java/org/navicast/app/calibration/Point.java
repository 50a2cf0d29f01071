package org.navicast.app.calibration;

/** A point, in millimetres. */
public record Point(double x, double y, double z) {
  /** The way from another point to this one. */
  public Point minus(Point other) {
    return new Point(x - other.x, y - other.y, z - other.z);
  }

  /** How far it is from the origin. */
  public double length() {
    return Math.sqrt(x * x + y * y + z * z);
  }

  /** The middle of at least one point. */
  public static Point mean(Iterable<Point> points) {
    double x = 0;
    double y = 0;
    double z = 0;
    int count = 0;
    for (Point point : points) {
      x += point.x;
      y += point.y;
      z += point.z;
      count++;
    }
    return new Point(x / count, y / count, z / count);
  }
}
