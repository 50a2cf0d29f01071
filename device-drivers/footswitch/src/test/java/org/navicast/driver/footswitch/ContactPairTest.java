package org.navicast.driver.footswitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.navicast.driver.footswitch.PedalContacts.State;

/** What a pair of contacts says, whatever foot and cable do, in virtual time. */
class ContactPairTest {
  private static final long MILLI = 1_000_000;

  private ContactPair pair = new ContactPair();

  /**
   * A contact that is read after a wait.
   *
   * @param contact which one
   */
  record Step(int waitMillis, int contact, boolean closed) {}

  @Test
  void aFootThatTakesItsTimeIsAPressAndARelease() {
    startAtRest();
    assertEquals(State.UP, pair.state());
    pair.read(ContactPair.CLOSED_AT_REST, false, 10 * MILLI);
    pair.settle(59 * MILLI);
    assertEquals(State.UP, pair.state());
    pair.read(ContactPair.OPEN_AT_REST, true, 59 * MILLI);
    assertEquals(State.DOWN, pair.state());
    pair.read(ContactPair.OPEN_AT_REST, false, 100 * MILLI);
    assertEquals(State.DOWN, pair.state());
    pair.read(ContactPair.CLOSED_AT_REST, true, 101 * MILLI);
    assertEquals(State.UP, pair.state());
  }

  @Test
  void aCableThatBreaksWhileThePedalIsHeldIsAFaultAndNoRelease() {
    startAtRest();
    press(10);
    pair.read(ContactPair.OPEN_AT_REST, false, 20 * MILLI);
    pair.settle(69 * MILLI);
    assertEquals(State.DOWN, pair.state());
    pair.settle(70 * MILLI);
    assertEquals(State.BOTH_OPEN, pair.state());
  }

  @Test
  void aShortCircuitAtRestIsAFault() {
    startAtRest();
    pair.read(ContactPair.OPEN_AT_REST, true, 10 * MILLI);
    assertEquals(60 * MILLI, pair.dueNanos());
    pair.settle(60 * MILLI);
    assertEquals(State.BOTH_CLOSED, pair.state());
    assertEquals(PedalContacts.NEVER, pair.dueNanos());
  }

  @Test
  void aLoosePlugIsBelievedOnlyOnceItHoldsStill() {
    pair.read(ContactPair.OPEN_AT_REST, false, 0);
    pair.read(ContactPair.CLOSED_AT_REST, false, 0);
    pair.settle(50 * MILLI);
    assertEquals(State.BOTH_OPEN, pair.state());
    pair.read(ContactPair.CLOSED_AT_REST, true, 60 * MILLI);
    pair.read(ContactPair.CLOSED_AT_REST, false, 100 * MILLI);
    pair.read(ContactPair.CLOSED_AT_REST, true, 200 * MILLI);
    pair.settle(249 * MILLI);
    assertEquals(State.BOTH_OPEN, pair.state());
    pair.settle(250 * MILLI);
    assertEquals(State.UP, pair.state());
  }

  /** A second implementation, which looks at every millisecond. */
  @Property
  void itIsWhatAWatchmanWouldWriteDown(@ForAll("histories") List<Step> history) {
    boolean[] closed = {false, true};
    startAtRest();
    State expected = State.UP;
    int now = 0;
    int lasted = 0; // how long the contacts have said what they say, in milliseconds
    State saying = State.UP;
    for (Step step : history) {
      for (int i = 0; i < step.waitMillis(); i++) {
        now++;
        lasted++;
        expected = after(expected, saying, lasted);
      }
      closed[step.contact()] = step.closed();
      State before = saying;
      saying = saying(closed);
      lasted = saying == before ? lasted : 0;
      expected = after(expected, saying, lasted);

      pair.read(step.contact(), step.closed(), now * MILLI);
      assertEquals(expected, pair.state());
    }
  }

  @Property
  void howOftenItIsAskedMakesNoDifference(@ForAll("histories") List<Step> history) {
    startAtRest();
    ContactPair nagged = new ContactPair();
    nagged.read(ContactPair.OPEN_AT_REST, false, 0);
    nagged.read(ContactPair.CLOSED_AT_REST, true, 0);
    long now = 0;
    for (Step step : history) {
      for (int i = 0; i < step.waitMillis(); i++) {
        now += MILLI;
        nagged.settle(now);
      }
      pair.read(step.contact(), step.closed(), now);
      nagged.read(step.contact(), step.closed(), now);
      assertEquals(pair.state(), nagged.state());
      assertEquals(pair.dueNanos(), nagged.dueNanos());
    }
  }

  /** One wire that is cut, at any moment of any history, with the pedal pressed. */
  @Property
  void aCutWireIsNeverARelease(@ForAll("waits") List<Integer> waits, @ForAll boolean both) {
    startAtRest();
    press(1);
    long now = 1;
    pair.read(ContactPair.OPEN_AT_REST, false, now * MILLI);
    if (both) {
      pair.read(ContactPair.CLOSED_AT_REST, false, now * MILLI);
    }
    for (int wait : waits) {
      now += wait;
      pair.settle(now * MILLI);
      assertNotEquals(State.UP, pair.state());
    }
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 80),
            Arbitraries.integers().between(0, 1),
            Arbitraries.of(true, false))
        .as(Step::new)
        .list()
        .ofMaxSize(30);
  }

  @Provide
  Arbitrary<List<Integer>> waits() {
    return Arbitraries.integers().between(0, 80).list().ofMaxSize(10);
  }

  private static State saying(boolean[] closed) {
    boolean pressed = closed[ContactPair.OPEN_AT_REST];
    boolean rested = closed[ContactPair.CLOSED_AT_REST];
    if (pressed && rested) {
      return State.BOTH_CLOSED;
    }
    if (pressed) {
      return State.DOWN;
    }
    return rested ? State.UP : State.BOTH_OPEN;
  }

  private static State after(State state, State saying, int lastedMillis) {
    boolean isSane = saying == State.UP || saying == State.DOWN;
    boolean wasSane = state == State.UP || state == State.DOWN;
    return (isSane && wasSane) || (isSane != wasSane && lastedMillis >= 50) ? saying : state;
  }

  private void startAtRest() {
    pair = new ContactPair();
    pair.read(ContactPair.OPEN_AT_REST, false, 0);
    pair.read(ContactPair.CLOSED_AT_REST, true, 0);
  }

  private void press(long millis) {
    pair.read(ContactPair.CLOSED_AT_REST, false, millis * MILLI);
    pair.read(ContactPair.OPEN_AT_REST, true, millis * MILLI);
    assertEquals(State.DOWN, pair.state());
  }
}
