package org.navicast.gateway.engine.action;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The promises of {@link Actions}, over random profiles, hands, feet, unplugs, reloads and rooms.
 */
class ActionsPropertyTest {
  /** How many histories; a profile of the build asks for a million. */
  private static final int HISTORIES = Integer.getInteger("navicast.histories", 3_000);

  private static final long SEED = 20_261_121;
  private static final int STEPS = 60;

  @Test
  void keepsItsPromises() {
    long started = 0;
    long triggered = 0;
    long modes = 0;
    long clutched = 0;
    long cancelled = 0;
    long chosen = 0;
    for (int i = 0; i < HISTORIES; i++) {
      ActionHistory.Tally tally;
      try {
        tally = ActionHistory.play(new SplittableRandom(SEED + i), STEPS);
      } catch (AssertionError e) {
        throw new AssertionError("history " + i, e);
      }
      started += tally.started;
      triggered += tally.triggered;
      modes += tally.modes;
      clutched += tally.clutched;
      cancelled += tally.cancelled;
      chosen += tally.chosen;
    }
    // The histories are worth their name only if all of this happens in them.
    assertTrue(started > HISTORIES, "started " + started);
    assertTrue(triggered > HISTORIES, "triggered " + triggered);
    assertTrue(modes > HISTORIES, "modes " + modes);
    assertTrue(clutched > HISTORIES / 10, "clutched " + clutched);
    assertTrue(cancelled > HISTORIES / 10, "cancelled " + cancelled);
    assertTrue(chosen > HISTORIES / 10, "chosen " + chosen);
  }
}
