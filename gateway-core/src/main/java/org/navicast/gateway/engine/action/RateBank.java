package org.navicast.gateway.engine.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.ActionValue;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviMotion;
import org.navicast.gateway.engine.DominantAxis;

/** The rates that deflected axes are in one mode. */
final class RateBank {
  private final List<Rate> rates = new ArrayList<>();
  private final Inputs inputs;
  private final Teller teller;

  /** One binding, and the rate that it is now. */
  private static final class Rate {
    final AxesBinding binding;
    final DominantAxis dominant = new DominantAxis();
    final double[] values;
    @Nullable NaviAction running;

    Rate(AxesBinding binding) {
      this.binding = binding;
      this.values = new double[binding.axes().size()];
    }
  }

  RateBank(List<AxesBinding> bindings, Inputs inputs, Teller teller) {
    bindings.forEach(binding -> rates.add(new Rate(binding)));
    this.inputs = inputs;
    this.teller = teller;
  }

  /** A device is deflected otherwise, or says again that it still is. */
  void moved(NaviMotion motion) {
    String device = motion.source().device();
    for (int i = 0; i < rates.size(); i++) {
      Rate rate = rates.get(i);
      if (rate.binding.device().equals(device)) {
        follow(rate, motion.capturedNanos(), CancelReason.NONE);
      }
    }
  }

  /**
   * A control went down or came up, which may open or shut the way of a motion: first all that is
   * shut ends, then what is open begins.
   *
   * @param reason why it came up without the person letting go
   */
  void looksAnew(long nanos, CancelReason reason) {
    for (int i = 0; i < rates.size(); i++) {
      Rate rate = rates.get(i);
      if (rate.running != null && !isOpen(rate.binding)) {
        end(rate, nanos, reason);
      }
    }
    for (int i = 0; i < rates.size(); i++) {
      Rate rate = rates.get(i);
      if (rate.running == null && isOpen(rate.binding)) {
        follow(rate, nanos, reason);
      }
    }
  }

  /** True while one lasts. */
  boolean isRunning() {
    return rates.stream().anyMatch(rate -> rate.running != null);
  }

  /** Ends the rates of one device. */
  void cancel(String device, CancelReason reason, long nanos) {
    for (Rate rate : rates) {
      if (rate.binding.device().equals(device)) {
        end(rate, nanos, reason);
      }
    }
  }

  void cancelAll(CancelReason reason, long nanos) {
    for (Rate rate : rates) {
      end(rate, nanos, reason);
    }
  }

  private void follow(Rate rate, long nanos, CancelReason reason) {
    NaviMotion motion = inputs.deflection(rate.binding.device());
    if (motion == null || !isOpen(rate.binding) || !shape(rate, motion)) {
      end(rate, nanos, reason);
      return;
    }
    NaviAction running = rate.running;
    rate.running =
        running == null
            ? teller.started(
                motion.source(),
                nanos,
                rate.binding.action(),
                ActionValue.of(rate.values),
                madeOf(rate.binding))
            : teller.updated(running, nanos, ActionValue.of(rate.values));
  }

  private void end(Rate rate, long nanos, CancelReason reason) {
    NaviAction running = rate.running;
    if (running != null) {
      rate.running = null;
      teller.ended(running, nanos, reason);
    }
  }

  private boolean isOpen(AxesBinding binding) {
    return isDown(binding.clutch(), true)
        && isDown(binding.whileDown(), true)
        && !isDown(binding.unlessDown(), false);
  }

  private boolean isDown(Optional<ControlRef> control, boolean ifNone) {
    return control.isEmpty() ? ifNone : inputs.down().containsKey(control.get());
  }

  private List<Long> madeOf(AxesBinding binding) {
    List<Long> presses = new ArrayList<>(2);
    Map<ControlRef, Long> down = inputs.down();
    binding.clutch().map(down::get).ifPresent(presses::add);
    binding.whileDown().map(down::get).ifPresent(presses::add);
    return presses;
  }

  /** False at rest. */
  private static boolean shape(Rate rate, NaviMotion motion) {
    boolean moves = false;
    for (int i = 0; i < rate.values.length; i++) {
      var axis = rate.binding.axes().get(i);
      rate.values[i] = axis.rate(deflection(motion, axis.from().place()));
      moves |= rate.values[i] != 0;
    }
    if (moves && rate.binding.isDominantAlone()) {
      rate.dominant.leaveIn(rate.values);
    }
    return moves;
  }

  private static double deflection(NaviMotion motion, int place) {
    return switch (place) {
      case 0 -> motion.translationX();
      case 1 -> motion.translationY();
      case 2 -> motion.translationZ();
      case 3 -> motion.rotationX();
      case 4 -> motion.rotationY();
      default -> motion.rotationZ();
    };
  }
}
