package org.navicast.app.calibration;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.navicast.gateway.input.Rigid;

/**
 * Where the tip of a tool is, from poses of the tool while its tip rests in a hole and the tool is
 * tilted around it: the one point of the tool that stays where it is.
 *
 * <p>For each pose, rotation · tip + translation = hole. Tip and hole together are six unknowns of
 * a linear system, solved by least squares.
 */
public final class PivotCalibration {
  private static final int UNKNOWNS = 6;
  private static final int LEAST_POSES = 20;

  /**
   * Smallest singular value for each pose, below which the tool was tilted too little: a tilt of a
   * few degrees, or a turn about one axis only, does not say how long the tool is.
   */
  private static final double LEAST_TILT = 0.06;

  private PivotCalibration() {}

  /**
   * @param poses of the tool in any one frame, millimetres
   * @return the motion from the tip's frame to the tool's, which is a translation, and the RMS
   *     distance of the tip from the hole
   * @throws CalibrationException when the poses are too few, or the tool was tilted too little
   */
  public static Fit fit(List<Rigid> poses) throws CalibrationException {
    if (poses.size() < LEAST_POSES) {
      throw new CalibrationException(
          "only " + poses.size() + " poses were seen; keep the tool in view");
    }
    DMatrixRMaj system = new DMatrixRMaj(3 * poses.size(), UNKNOWNS);
    DMatrixRMaj right = new DMatrixRMaj(3 * poses.size(), 1);
    for (int i = 0; i < poses.size(); i++) {
      row(poses.get(i), 3 * i, system, right);
    }
    requireTilt(system, poses.size());
    LinearSolverDense<DMatrixRMaj> solver =
        LinearSolverFactory_DDRM.leastSquares(system.numRows, UNKNOWNS);
    DMatrixRMaj solution = new DMatrixRMaj(UNKNOWNS, 1);
    if (!solver.setA(system.copy())) {
      throw new CalibrationException("the poses contradict each other; keep the tip in its hole");
    }
    solver.solve(right, solution);
    DMatrixRMaj left = right.copy();
    CommonOps_DDRM.multAdd(-1, system, solution, left);
    double rms = Math.sqrt(CommonOps_DDRM.dot(left, left) / poses.size());
    return new Fit(Rigid.translation(solution.get(0), solution.get(1), solution.get(2)), rms);
  }

  /** rotation · tip − hole = −translation. */
  private static void row(Rigid pose, int at, DMatrixRMaj system, DMatrixRMaj right) {
    Rigid turn = new Rigid(0, 0, 0, pose.qx(), pose.qy(), pose.qz(), pose.qw());
    Rigid[] axes = {
      turn.after(Rigid.translation(1, 0, 0)),
      turn.after(Rigid.translation(0, 1, 0)),
      turn.after(Rigid.translation(0, 0, 1))
    };
    for (int column = 0; column < 3; column++) {
      system.set(at, column, axes[column].x());
      system.set(at + 1, column, axes[column].y());
      system.set(at + 2, column, axes[column].z());
      system.set(at + column, 3 + column, -1);
    }
    right.set(at, 0, -pose.x());
    right.set(at + 1, 0, -pose.y());
    right.set(at + 2, 0, -pose.z());
  }

  private static void requireTilt(DMatrixRMaj system, int poses) throws CalibrationException {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(system.numRows, UNKNOWNS, false, false, true);
    if (!svd.decompose(system.copy())) {
      throw new IllegalStateException("a decomposition that does not converge");
    }
    double least = Arrays.stream(svd.getSingularValues()).min().orElse(0);
    if (!(least / Math.sqrt(poses) >= LEAST_TILT)) {
      throw new CalibrationException(
          "the tool was tilted too little; tilt it by 30 degrees or more to all sides");
    }
  }
}
