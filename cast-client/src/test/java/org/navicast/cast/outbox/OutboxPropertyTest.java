package org.navicast.cast.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.navicast.cast.outbox.LinkHistory.Act;
import org.navicast.cast.outbox.LinkHistory.Step;

/** The promises to a viewer, over random presses, cuts, stalls and restarts in virtual time. */
class OutboxPropertyTest {
  /** How many histories of {@link #overManyHistories}; a profile asks for a million. */
  private static final int HISTORIES = Integer.getInteger("navicast.histories", 20_000);

  private static final long SEED = 20_261_121;

  /** Fewer, but a failure shrinks to the shortest history that shows it. */
  @Property(tries = 2_000, seed = "20261121")
  void keepsItsPromises(@ForAll("histories") List<Step> history) {
    LinkHistory.play(history);
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Integer> pause =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.integers().between(0, 40)),
            Tuple.of(1, Arbitraries.integers().between(100, 400)));
    return Combinators.combine(
            Arbitraries.of(Act.class), pause, Arbitraries.integers().between(0, 7))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  @Test
  void overManyHistories() {
    SplittableRandom random = new SplittableRandom(SEED);
    LinkHistory.Tally tally = new LinkHistory.Tally();
    for (int i = 0; i < HISTORIES; i++) {
      List<Step> history = random(random);
      try {
        tally.add(LinkHistory.play(history));
      } catch (AssertionError e) {
        throw new AssertionError("history " + i + ": " + history, e);
      }
    }
    // The histories are worth their name only if all of this happens in them.
    assertThat(tally.delivered()).isGreaterThan(HISTORIES / 10);
    assertThat(tally.refusedLate()).isPositive();
    assertThat(tally.lost()).isPositive();
    assertThat(tally.endedByLease()).isPositive();
    assertThat(tally.endedTwice()).isPositive();
    assertThat(tally.triggered()).isPositive();
    assertThat(tally.moved()).isPositive();
    assertThat(tally.withheld()).isPositive();
  }

  private static List<Step> random(SplittableRandom random) {
    Act[] acts = Act.values();
    int length = random.nextInt(61);
    List<Step> steps = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      int pause = random.nextInt(7) == 0 ? random.nextInt(100, 401) : random.nextInt(41);
      steps.add(new Step(acts[random.nextInt(acts.length)], pause, random.nextInt(8)));
    }
    return steps;
  }
}
