package org.navicast.app.learn;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.navicast.driver.io.HidLesson;
import org.navicast.driver.io.HidLesson.Shown;

/** Asks a person for one control after the other. */
public final class Learner {
  /** No foot is so quick: the device itself let go. */
  private static final long NO_FOOT_MILLIS = 20;

  private final HidLesson lesson;
  private final BoardReader reports;
  private final Consumer<String> say;
  private final long patienceSeconds;
  private final Map<String, String> names = new LinkedHashMap<>();

  /**
   * @param say where to tell the person what to do
   * @param patienceSeconds how long to wait for each control
   */
  public Learner(
      HidLesson lesson, BoardReader reports, Consumer<String> say, long patienceSeconds) {
    this.lesson = lesson;
    this.reports = reports;
    this.say = say;
    this.patienceSeconds = patienceSeconds;
  }

  /**
   * Waits until a control is pressed and let go that has no name yet, and gives it this one.
   *
   * @throws IOException when nobody does, or the device goes
   * @throws IllegalArgumentException when no control of this device can be called so
   */
  public void learn(String name) throws IOException, InterruptedException {
    String task = lesson.ask(name);
    say.accept(task);
    Shown shown = await(name);
    while (names.containsKey(shown.control())) {
      say.accept("That was " + names.get(shown.control()) + ". " + task);
      shown = await(name);
    }
    names.put(shown.control(), name);
    say.accept(
        "  "
            + name
            + " is "
            + shown.control()
            + (shown.words().isEmpty() ? "" : "; " + shown.words()));
    long heldMillis = TimeUnit.NANOSECONDS.toMillis(shown.heldNanos());
    if (heldMillis < NO_FOOT_MILLIS) {
      say.accept(
          "  It let go by itself after "
              + heldMillis
              + " ms, so it cannot be held down; where its maker has a tool for that, let it send a"
              + " key instead of a text.");
    }
  }

  /** What to write into the device's section of a configuration. */
  public Map<String, Object> settings() {
    return lesson.settings(names);
  }

  private Shown await(String name) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      Optional<Shown> shown = reports.next(lesson, left);
      if (shown.isPresent()) {
        return shown.get();
      }
    }
    throw new IOException(
        "nothing was shown for "
            + name
            + " within "
            + patienceSeconds
            + " s; begin again, and look at the device's cable");
  }
}
