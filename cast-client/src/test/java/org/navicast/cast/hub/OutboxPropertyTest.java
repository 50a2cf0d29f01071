package org.navicast.cast.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.navicast.cast.hub.Presses.held;
import static org.navicast.cast.hub.Presses.ms;
import static org.navicast.cast.hub.Presses.pressed;
import static org.navicast.cast.hub.Presses.released;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviEvent;

/**
 * The promises to a viewer, over random presses, cuts and stalls in virtual time. The viewer is the
 * other end of the link: what is in flight when it is cut may or may not arrive.
 */
class OutboxPropertyTest {
  enum Step {
    PRESS,
    HOLD,
    RELEASE,
    SEND_ONE,
    SEND_ALL,
    CUT,
    CUT_AND_LOSE,
    RECONNECT
  }

  @Provide
  Arbitrary<List<Tuple2<Step, Integer>>> histories() {
    Arbitrary<Integer> pause =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.integers().between(0, 40)),
            Tuple.of(1, Arbitraries.integers().between(100, 400)));
    return net.jqwik.api.Combinators.combine(Arbitraries.of(Step.class), pause)
        .as(Tuple::of)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 5_000)
  void keepsItsPromises(@ForAll("histories") List<Tuple2<Step, Integer>> history) {
    Outbox outbox = new Outbox(150);
    Viewer viewer = new Viewer();
    long now = 0;
    long pressId = 0;
    boolean down = false;
    boolean linkUp = false;
    for (Tuple2<Step, Integer> step : history) {
      now += step.get2();
      switch (step.get1()) {
        case PRESS -> {
          if (!down) {
            outbox.offer(pressed(++pressId, now));
            down = true;
          }
        }
        case HOLD -> {
          if (down) {
            outbox.offer(held(pressId, now));
          }
        }
        case RELEASE -> {
          if (down) {
            outbox.offer(released(pressId, now));
            down = false;
          }
        }
        case SEND_ONE -> viewer.receive(outbox.next(ms(now)), now);
        case SEND_ALL -> viewer.receiveAll(outbox, now);
        case CUT -> {
          outbox.linkDown(ms(now));
          linkUp = false;
        }
        case CUT_AND_LOSE -> {
          if (linkUp) {
            // Everything handed over since the last confirmation was lost on the way.
            for (NaviEvent lost = outbox.next(ms(now)); lost != null; lost = outbox.next(ms(now))) {
              viewer.lost(lost, now);
            }
            outbox.linkDown(ms(now) - 1);
            linkUp = false;
          }
        }
        case RECONNECT -> {
          outbox.linkUp(ms(now));
          linkUp = true;
        }
      }
    }
    if (down) {
      outbox.offer(released(pressId, now));
    }
    outbox.linkUp(ms(now));
    viewer.receiveAll(outbox, now);
    assertThat(viewer.open).as("presses without an end").isEmpty();
    assertThat(outbox.isEmpty()).isTrue();
  }

  /** Checks each event as it comes. */
  private static final class Viewer {
    final Map<Long, Long> open = new HashMap<>();
    private final Set<Long> handedOut = new HashSet<>();
    private final Set<Long> ended = new HashSet<>();

    void receiveAll(Outbox outbox, long now) {
      for (NaviEvent event = outbox.next(ms(now)); event != null; event = outbox.next(ms(now))) {
        receive(event, now);
      }
    }

    void receive(@org.jspecify.annotations.Nullable NaviEvent event, long now) {
      if (!(event instanceof NaviButton button)) {
        return;
      }
      switch (button.state()) {
        case PRESSED -> {
          handOut(button, now);
          open.put(button.pressId(), now);
        }
        case HELD -> {
          assertThat(ended).as("held after the end").doesNotContain(button.pressId());
          Long told = open.get(button.pressId());
          if (told != null) {
            assertThat(now - told)
                .as("held revives a hold whose lease ran out")
                .isLessThanOrEqualTo(250);
            open.put(button.pressId(), now);
          }
        }
        case RELEASED, CANCELLED -> {
          assertThat(handedOut).as("end of a press never sent").contains(button.pressId());
          open.remove(button.pressId());
          ended.add(button.pressId());
        }
      }
    }

    void lost(NaviEvent event, long now) {
      if (event instanceof NaviButton button && button.state() == NaviButton.State.PRESSED) {
        handOut(button, now);
      }
    }

    private void handOut(NaviButton pressed, long now) {
      assertThat(handedOut.add(pressed.pressId())).as("a press sent twice").isTrue();
      assertThat(ms(now) - pressed.capturedNanos()).as("a late press").isLessThanOrEqualTo(ms(150));
    }
  }
}
