package org.navicast.app.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.navicast.cast.event.ActionValue;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviProfile;

/**
 * What a session meant, a line each: time in seconds, action, phase, value or reason; and each
 * change of the mode. An update is a line only where its value, in hundredths, is another one.
 */
public final class ActionLines implements Consumer<NaviEvent> {
  private final Consumer<String> out;
  private final long beganNanos;
  private final Map<Long, String> values = new HashMap<>();
  private String mode = "";

  /**
   * @param out takes each line
   */
  public ActionLines(Consumer<String> out) {
    this(out, 0);
  }

  /**
   * The same.
   *
   * @param beganNanos the time that is told as 0
   */
  public ActionLines(Consumer<String> out, long beganNanos) {
    this.out = out;
    this.beganNanos = beganNanos;
  }

  @Override
  public void accept(NaviEvent event) {
    switch (event) {
      case NaviAction action -> tell(action);
      case NaviProfile profile when !profile.mode().equals(mode) -> {
        mode = profile.mode();
        line(profile.capturedNanos(), "mode " + mode);
      }
      default -> {
        // Buttons, motions and poses are the same whatever they mean.
      }
    }
  }

  private void tell(NaviAction action) {
    String value = value(action.value());
    String words = action.action() + " " + action.phase().name().toLowerCase(Locale.ROOT);
    switch (action.phase()) {
      case TRIGGERED -> line(action.capturedNanos(), words + (value.equals(" 1") ? "" : value));
      case STARTED -> {
        values.put(action.actionId(), value);
        line(action.capturedNanos(), words + value);
      }
      case UPDATED -> {
        if (!value.equals(values.put(action.actionId(), value))) {
          line(action.capturedNanos(), words + value);
        }
      }
      case ENDED, CANCELLED -> {
        values.remove(action.actionId());
        line(
            action.capturedNanos(),
            words + (action.reason() == CancelReason.NONE ? "" : " " + action.reason().label()));
      }
    }
  }

  private void line(long nanos, String words) {
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos - beganNanos);
    out.accept(String.format(Locale.ROOT, "%d.%03d %s", millis / 1_000, millis % 1_000, words));
  }

  private static String value(ActionValue value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.size(); i++) {
      double hundredths = Math.rint(value.at(i) * 100) / 100;
      text.append(' ')
          .append(
              hundredths == Math.rint(hundredths)
                  ? Long.toString((long) hundredths)
                  : Double.toString(hundredths));
    }
    return text.toString();
  }

  /**
   * Where two of these differ, in sentences; empty where nowhere.
   *
   * @param file that the expected ones come from
   */
  public static List<String> differences(String file, List<String> expected, List<String> told) {
    List<String> differences = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < expected.size(); i++) {
      String line = expected.get(i).strip().replaceAll("\\s+", " ");
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String was = next < told.size() ? told.get(next) : "nothing";
      if (!was.equals(line)) {
        differences.add(file + ":" + (i + 1) + ": expected \"" + line + "\", was \"" + was + "\"");
      }
      next++;
    }
    for (String more : told.subList(Math.min(next, told.size()), told.size())) {
      differences.add(file + ": after its last line came \"" + more + "\"");
    }
    return differences;
  }
}
