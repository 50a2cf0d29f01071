package org.navicast.gateway.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RigidTest {
  private static final double SMALL = 1e-9;

  @Property(tries = 300)
  void thereAndBackIsWhereItWas(@ForAll("motions") Rigid motion) {
    assertNear(Rigid.IDENTITY, motion.inverse().after(motion));
    assertNear(Rigid.IDENTITY, motion.after(motion.inverse()));
  }

  @Property(tries = 300)
  void aChainDoesNotDependOnWhereItIsPutTogether(
      @ForAll("motions") Rigid a, @ForAll("motions") Rigid b, @ForAll("motions") Rigid c) {
    assertNear(a.after(b).after(c), a.after(b.after(c)));
    assertNear(b.inverse().after(a.inverse()), a.after(b).inverse());
  }

  @Property(tries = 300)
  void whatItsMatrixSaysIsTheMotion(@ForAll("motions") Rigid motion) {
    // Where it takes the axes are the columns of its matrix.
    Rigid turn = new Rigid(0, 0, 0, motion.qx(), motion.qy(), motion.qz(), motion.qw());
    Rigid ex = turn.after(Rigid.translation(1, 0, 0));
    Rigid ey = turn.after(Rigid.translation(0, 1, 0));
    Rigid ez = turn.after(Rigid.translation(0, 0, 1));
    Rigid back =
        Rigid.ofRows(
            ex.x(),
            ey.x(),
            ez.x(),
            motion.x(),
            ex.y(),
            ey.y(),
            ez.y(),
            motion.y(),
            ex.z(),
            ey.z(),
            ez.z(),
            motion.z());
    assertNotNull(back);
    assertNear(motion, back);
  }

  @Example
  void aQuarterTurnAboutZThenAStepTakesXToY() {
    Rigid turn = Rigid.ofRows(0, -1, 0, 10, 1, 0, 0, 20, 0, 0, 1, 30);
    assertNotNull(turn);
    assertNear(
        new Rigid(10, 21, 30, 0, 0, Math.sqrt(0.5), Math.sqrt(0.5)),
        turn.after(Rigid.translation(1, 0, 0)));
  }

  @Example
  void whatIsNoMotionIsRefused() {
    assertNull(Rigid.ofRows(2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0), "scaled");
    assertNull(Rigid.ofRows(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, 0), "mirrored");
    assertNull(Rigid.ofRows(1, 0.5, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0), "sheared");
    assertNull(Rigid.ofRows(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), "zero");
    assertNull(Rigid.ofRows(1, 0, 0, Double.NaN, 0, 1, 0, 0, 0, 0, 1, 0), "nowhere");
    assertNull(Rigid.ofRows(Double.NaN, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0), "no number");
  }

  @Provide
  Arbitrary<Rigid> motions() {
    Arbitrary<Double> millimetres = Arbitraries.doubles().between(-1_000, 1_000);
    Arbitrary<Double> part = Arbitraries.doubles().between(-1, 1);
    return Combinators.combine(
            millimetres, millimetres, millimetres, part, part, part, part.filter(w -> w != 0))
        .as(Rigid::new)
        .map(Rigid::normalized);
  }

  private static void assertNear(Rigid expected, Rigid actual) {
    assertEquals(expected.x(), actual.x(), 1e-6);
    assertEquals(expected.y(), actual.y(), 1e-6);
    assertEquals(expected.z(), actual.z(), 1e-6);
    double cosine =
        expected.qx() * actual.qx()
            + expected.qy() * actual.qy()
            + expected.qz() * actual.qz()
            + expected.qw() * actual.qw();
    assertTrue(Math.abs(Math.abs(cosine) - 1) < SMALL, expected + " is not " + actual);
  }
}
