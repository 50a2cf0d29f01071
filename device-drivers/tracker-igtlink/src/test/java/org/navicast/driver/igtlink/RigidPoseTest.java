package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.gateway.input.ToolPose;

final class RigidPoseTest {
  private static final double HALF = Math.sqrt(0.5);

  /** What 32-bit floats leave of a rotation. */
  private static final double CLOSE = 1e-6;

  @Test
  void leavesTheIdentityAlone() {
    assertPose(0, 0, 0, 1, matrix(0, 0, 0, 1));
  }

  @Test
  void turnsRightAngles() {
    assertPose(0, 0, HALF, HALF, new Matrix(0, 1, 0, -1, 0, 0, 0, 0, 1, 0, 0, 0));
    assertPose(HALF, 0, 0, HALF, new Matrix(1, 0, 0, 0, 0, 1, 0, -1, 0, 0, 0, 0));
    assertPose(0, HALF, 0, HALF, new Matrix(0, 0, -1, 0, 1, 0, 1, 0, 0, 0, 0, 0));
    assertPose(0.5, 0.5, 0.5, 0.5, new Matrix(0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void turnsHalfTurnsWhereTheRealPartVanishes() {
    assertPose(1, 0, 0, 0, new Matrix(1, 0, 0, 0, -1, 0, 0, 0, -1, 0, 0, 0));
    assertPose(0, 1, 0, 0, new Matrix(-1, 0, 0, 0, 1, 0, 0, 0, -1, 0, 0, 0));
    assertPose(0, 0, 1, 0, new Matrix(-1, 0, 0, 0, -1, 0, 0, 0, 1, 0, 0, 0));
  }

  @Test
  void findsAnyRotationAgain() {
    var random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      double[] q = new double[4];
      double length = 0;
      for (int k = 0; k < 4; k++) {
        q[k] = random.nextGaussian();
        length += q[k] * q[k];
      }
      length = Math.sqrt(length);
      double x = q[0] / length;
      double y = q[1] / length;
      double z = q[2] / length;
      double w = q[3] / length;
      ToolPose pose = RigidPose.of("Tool", matrix(x, y, z, w));
      assertEquals(ToolPose.Status.OK, pose.status());
      // q and −q are the same rotation.
      double cosine = x * pose.qx() + y * pose.qy() + z * pose.qz() + w * pose.qw();
      assertEquals(1, Math.abs(cosine), CLOSE);
      assertEquals(1, norm(pose), 1e-12);
    }
  }

  @Test
  void keepsThePositionInMillimetres() {
    ToolPose pose = RigidPose.of("Tool", new Matrix(1, 0, 0, 0, 1, 0, 0, 0, 1, 10.5f, -20.25f, 30));
    assertEquals(new ToolPose("Tool", ToolPose.Status.OK, 10.5, -20.25, 30, 0, 0, 0, 1), pose);
  }

  @Test
  void forgivesRounding() {
    Matrix rounded = new Matrix(0.999f, 0.002f, 0, -0.002f, 1.002f, 0, 0, 0, 1.001f, 0, 0, 0);
    ToolPose pose = RigidPose.of("Tool", rounded);
    assertEquals(ToolPose.Status.OK, pose.status());
    assertEquals(1, norm(pose), 1e-12);
  }

  @Test
  void bringsAQuaternionToUnitLength() {
    assertEquals(
        new ToolPose("Tool", ToolPose.Status.OK, 1, 2, 3, 0, 0.6, 0, -0.8),
        RigidPose.of("Tool", new Placement(1, 2, 3, 0, 3, 0, -4)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 0, 0",
    "0, 0, 0, 0, 0, 1e-4",
    "0, 0, NaN, 0, 0, 1",
    "0, 0, 0, NaN, 0, 1",
    "0, Infinity, 0, 0, 0, 1",
    "0, 0, 0, 0, 0, -Infinity"
  })
  void refusesAPlacementThatIsNowhere(float x, float y, float z, float qx, float qy, float qw) {
    assertEquals(
        ToolPose.without("Tool", ToolPose.Status.INVALID),
        RigidPose.of("Tool", new Placement(x, y, z, qx, qy, 0, qw)));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesWhatIsNotANumberAnywhere(float bad) {
    for (int place = 0; place < 12; place++) {
      float[] m = {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0};
      m[place] = bad;
      assertInvalid(of(m));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0 0 0 0 0 0 0 0 0, all zero",
    "2 0 0 0 2 0 0 0 2, a scale",
    "1.02 0 0 0 1 0 0 0 1, a slight scale along x",
    "1 0 0 0 0.98 0 0 0 1, a slight scale along y",
    "1 0 0 0 1 0 0 0 0, no z",
    "1 0 0 0.02 1 0 0 0 1, a slight shear",
    "1 0 0 1 0 0 1 0 0, one column thrice",
    "-1 0 0 0 1 0 0 0 1, a mirror",
    "0 1 0 1 0 0 0 0 1, a mirror that swaps axes",
    "-1 0 0 0 -1 0 0 0 -1, a point reflection"
  })
  void refusesWhatIsNoRigidMotion(String columns, String name) {
    String[] words = columns.split(" ", -1);
    float[] m = new float[12];
    for (int i = 0; i < words.length; i++) {
      m[i] = Float.parseFloat(words[i]);
    }
    assertInvalid(of(m), name);
  }

  private static void assertInvalid(Matrix matrix) {
    assertInvalid(matrix, matrix.toString());
  }

  private static void assertInvalid(Matrix matrix, String name) {
    assertEquals(
        ToolPose.without("Tool", ToolPose.Status.INVALID), RigidPose.of("Tool", matrix), name);
  }

  private static void assertPose(double x, double y, double z, double w, Matrix matrix) {
    ToolPose pose = RigidPose.of("Tool", matrix);
    assertEquals(ToolPose.Status.OK, pose.status());
    assertEquals(x, pose.qx(), CLOSE);
    assertEquals(y, pose.qy(), CLOSE);
    assertEquals(z, pose.qz(), CLOSE);
    assertEquals(w, pose.qw(), CLOSE);
  }

  private static double norm(ToolPose p) {
    return Math.sqrt(p.qx() * p.qx() + p.qy() * p.qy() + p.qz() * p.qz() + p.qw() * p.qw());
  }

  /** The matrix of a unit quaternion, by the textbook. */
  private static Matrix matrix(double x, double y, double z, double w) {
    return new Matrix(
        (float) (1 - 2 * (y * y + z * z)),
        (float) (2 * (x * y + z * w)),
        (float) (2 * (x * z - y * w)),
        (float) (2 * (x * y - z * w)),
        (float) (1 - 2 * (x * x + z * z)),
        (float) (2 * (y * z + x * w)),
        (float) (2 * (x * z + y * w)),
        (float) (2 * (y * z - x * w)),
        (float) (1 - 2 * (x * x + y * y)),
        0,
        0,
        0);
  }

  private static Matrix of(float[] m) {
    return new Matrix(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8], m[9], m[10], m[11]);
  }
}
