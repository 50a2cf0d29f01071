package org.navicast.app.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.jspecify.annotations.Nullable;
import org.navicast.gateway.input.Rigid;

/**
 * The rigid motion that takes points to their partners with the least sum of squares.
 *
 * <p>Source: Arun, Huang, Blostein: "Least-Squares Fitting of Two 3-D Point Sets", IEEE PAMI 9
 * (1987), with the correction of mirrored solutions by Umeyama (1991).
 */
public final class PairedPoints {
  private static final int LEAST_POINTS = 3;

  /** Points nearer to a line than that cannot say how far they are turned about it. */
  private static final double LEAST_SPREAD_MILLIMETRES = 5;

  private PairedPoints() {}

  /**
   * @param from as measured
   * @param to where each of them is, in the same order
   * @return the motion, and the fiducial registration error (RMS)
   * @throws CalibrationException when the points are too few or nearly on a line
   */
  public static Fit fit(List<Point> from, List<Point> to) throws CalibrationException {
    if (from.size() != to.size() || from.size() < LEAST_POINTS) {
      throw new CalibrationException("three pairs of points are the least; give more");
    }
    Point fromMean = Point.mean(from);
    Point toMean = Point.mean(to);
    requireSpread(from, fromMean);
    DMatrixRMaj covariance = new DMatrixRMaj(3, 3);
    for (int i = 0; i < from.size(); i++) {
      CommonOps_DDRM.multAddTransB(
          column(to.get(i).minus(toMean)), column(from.get(i).minus(fromMean)), covariance);
    }
    Rigid turn = rotation(covariance);
    Point turned = apply(turn, fromMean);
    Rigid motion =
        new Rigid(
            toMean.x() - turned.x(),
            toMean.y() - turned.y(),
            toMean.z() - turned.z(),
            turn.qx(),
            turn.qy(),
            turn.qz(),
            turn.qw());
    return new Fit(motion, rms(motion, from, to));
  }

  /** True where the points lie nearly in a plane, and so fit their mirror image by a turn. */
  public static boolean areFlat(List<Point> points) {
    return spread(points, Point.mean(points))[0] < LEAST_SPREAD_MILLIMETRES;
  }

  /** How far each point is from its partner after the motion, in millimetres. */
  public static List<Double> errors(Rigid motion, List<Point> from, List<Point> to) {
    return IntStream.range(0, from.size())
        .mapToObj(i -> apply(motion, from.get(i)).minus(to.get(i)).length())
        .toList();
  }

  private static double rms(Rigid motion, List<Point> from, List<Point> to) {
    return Math.sqrt(
        errors(motion, from, to).stream().mapToDouble(error -> error * error).average().orElse(0));
  }

  private static Point apply(Rigid motion, Point point) {
    Rigid moved = motion.after(Rigid.translation(point.x(), point.y(), point.z()));
    return new Point(moved.x(), moved.y(), moved.z());
  }

  /** The rotation nearest to a covariance. */
  private static Rigid rotation(DMatrixRMaj covariance) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd = svd(covariance);
    DMatrixRMaj u = svd.getU(null, false);
    DMatrixRMaj vt = svd.getV(null, true);
    // A mirror would fit as well as a turn where the points are nearly in a plane: undo it along
    // the direction of the least spread.
    if (CommonOps_DDRM.det(u) * CommonOps_DDRM.det(vt) < 0) {
      int least = least(svd.getSingularValues());
      for (int row = 0; row < 3; row++) {
        u.set(row, least, -u.get(row, least));
      }
    }
    DMatrixRMaj r = new DMatrixRMaj(3, 3);
    CommonOps_DDRM.mult(u, vt, r);
    @Nullable Rigid turn =
        Rigid.ofRows(
            r.get(0, 0),
            r.get(0, 1),
            r.get(0, 2),
            0,
            r.get(1, 0),
            r.get(1, 1),
            r.get(1, 2),
            0,
            r.get(2, 0),
            r.get(2, 1),
            r.get(2, 2),
            0);
    if (turn == null) {
      throw new IllegalStateException("a product of rotations that is none");
    }
    return turn;
  }

  private static void requireSpread(List<Point> points, Point mean) throws CalibrationException {
    if (!(spread(points, mean)[1] >= LEAST_SPREAD_MILLIMETRES)) {
      throw new CalibrationException(
          "the points lie nearly on a line, so that the turn about it is unknown; choose points"
              + " that are farther apart in two directions");
    }
  }

  /** How far they are from their mean (RMS, mm) along their three main directions, least first. */
  private static double[] spread(List<Point> points, Point mean) {
    DMatrixRMaj spread = new DMatrixRMaj(3, 3);
    for (Point point : points) {
      DMatrixRMaj column = column(point.minus(mean));
      CommonOps_DDRM.multAddTransB(column, column, spread);
    }
    double[] squares = svd(spread).getSingularValues();
    Arrays.sort(squares);
    return Arrays.stream(squares).map(square -> Math.sqrt(square / points.size())).toArray();
  }

  private static SingularValueDecomposition_F64<DMatrixRMaj> svd(DMatrixRMaj matrix) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(3, 3, true, true, false);
    if (!svd.decompose(matrix.copy())) {
      throw new IllegalStateException("a decomposition that does not converge");
    }
    return svd;
  }

  private static int least(double[] values) {
    int least = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] < values[least]) {
        least = i;
      }
    }
    return least;
  }

  private static DMatrixRMaj column(Point point) {
    return new DMatrixRMaj(3, 1, true, point.x(), point.y(), point.z());
  }
}
