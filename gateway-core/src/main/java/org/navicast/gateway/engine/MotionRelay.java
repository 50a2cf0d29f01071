package org.navicast.gateway.engine;

import static org.navicast.gateway.engine.Due.NANOS_PER_MILLI;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.Source;
import org.navicast.gateway.input.Motion;

/**
 * Shapes the motions of one device and tells them at no more than its rate: the newest wins.
 *
 * <p>The first motion after rest and the return to rest go out at once; a rest that was told is not
 * told again. A motion that lasts is told again well within its lease, since consumers stop when
 * that ends.
 */
final class MotionRelay {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** A motion that lasts is told so often within its lease: four of five may be lost. */
  private static final int TOLD_PER_LEASE = 5;

  private final Source source;
  private final Consumer<? super NaviMotion> out;
  private final MotionShaper shaper;
  private final long intervalNanos;
  private final long silenceNanos;
  private final int leaseMillis;
  private final long repeatNanos;

  /** The newest motion that is not rest; null while at rest. */
  private @Nullable NaviMotion current;

  /** How many reports are folded into {@link #current} that were not told yet. */
  private int waiting;

  private long nextTellNanos;
  private long nextRepeatNanos;
  private long lastReportNanos;
  private long ignored;

  MotionRelay(Source source, MotionSettings settings, Consumer<? super NaviMotion> out) {
    this.source = source;
    this.out = out;
    this.shaper = new MotionShaper(settings.shape());
    this.intervalNanos = settings.rateHz() == 0 ? 0 : NANOS_PER_SECOND / settings.rateHz();
    this.silenceNanos = settings.silenceMillis() * NANOS_PER_MILLI;
    this.leaseMillis = settings.leaseMillis();
    this.repeatNanos = leaseMillis * NANOS_PER_MILLI / TOLD_PER_LEASE;
  }

  void accept(Motion motion, long nowNanos) {
    if (!isFinite(motion)) {
      ignored++;
    }
    NaviMotion shaped = shaped(motion, waiting + 1);
    lastReportNanos = nowNanos;
    if (shaped.atRest()) {
      if (current != null) {
        tellRest(shaped);
      }
      return;
    }
    boolean first = current == null;
    current = shaped;
    waiting = shaped.merged();
    if (first) {
      nextTellNanos = nowNanos;
    }
    if (nowNanos >= nextTellNanos) {
      tell(shaped, nowNanos);
    }
  }

  void tick(long nowNanos) {
    if (current == null) {
      return;
    }
    if (silenceNanos > 0 && nowNanos - lastReportNanos >= silenceNanos) {
      rest(nowNanos);
    } else if (waiting > 0 && nowNanos >= nextTellNanos) {
      tell(current, nowNanos);
    } else if (nowNanos >= nextRepeatNanos) {
      repeat(current, nowNanos);
    }
  }

  /** Ends a movement that nobody can say more about. */
  void rest(long capturedNanos) {
    if (current != null) {
      tellRest(motion(capturedNanos, 0, 0, 0, 0, 0, 0, waiting));
    }
  }

  /** Says what is true now: the motion that lasts, if there is one. */
  void announce(long nowNanos) {
    if (current != null) {
      repeat(current, nowNanos);
    }
  }

  /** When {@link #tick} has something to do. */
  long dueNanos() {
    if (current == null) {
      return Due.NEVER;
    }
    long told = waiting > 0 ? Math.min(nextTellNanos, nextRepeatNanos) : nextRepeatNanos;
    return silenceNanos > 0 ? Math.min(told, lastReportNanos + silenceNanos) : told;
  }

  /** How many reports had a value that is not a finite number. */
  long ignored() {
    return ignored;
  }

  private void tell(NaviMotion motion, long nowNanos) {
    waiting = 0;
    // Along the grid where it is kept, so that a late tick does not lower the rate.
    nextTellNanos =
        nowNanos - nextTellNanos < intervalNanos
            ? nextTellNanos + intervalNanos
            : nowNanos + intervalNanos;
    nextRepeatNanos = nowNanos + repeatNanos;
    out.accept(motion);
  }

  private void repeat(NaviMotion lasting, long nowNanos) {
    int merged = waiting;
    waiting = 0;
    nextRepeatNanos = nowNanos + repeatNanos;
    out.accept(
        motion(
            nowNanos,
            lasting.translationX(),
            lasting.translationY(),
            lasting.translationZ(),
            lasting.rotationX(),
            lasting.rotationY(),
            lasting.rotationZ(),
            merged));
  }

  private void tellRest(NaviMotion zero) {
    current = null;
    waiting = 0;
    out.accept(zero);
  }

  private static boolean isFinite(Motion motion) {
    return Double.isFinite(motion.translationX())
        && Double.isFinite(motion.translationY())
        && Double.isFinite(motion.translationZ())
        && Double.isFinite(motion.rotationX())
        && Double.isFinite(motion.rotationY())
        && Double.isFinite(motion.rotationZ());
  }

  private NaviMotion shaped(Motion motion, int merged) {
    double[] rates = shaper.shape(motion);
    return motion(
        motion.capturedNanos(), rates[0], rates[1], rates[2], rates[3], rates[4], rates[5], merged);
  }

  private NaviMotion motion(
      long capturedNanos,
      double translationX,
      double translationY,
      double translationZ,
      double rotationX,
      double rotationY,
      double rotationZ,
      int merged) {
    return new NaviMotion(
        source,
        capturedNanos,
        translationX,
        translationY,
        translationZ,
        rotationX,
        rotationY,
        rotationZ,
        leaseMillis,
        merged);
  }
}
