package org.navicast.app.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A view as lines of text: first how the gateway is, then its devices, then what happened, the
 * newest at the bottom. Plain ASCII, but for what others call themselves.
 */
public final class Screen {
  /** So many lines at least are for what happened. */
  private static final int LEAST_NEWS = 8;

  private Screen() {}

  /** How the gateway is, in a few lines, and its devices. */
  public static List<Line> summary(View view, String name) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(Mood.TITLE, "NAVICast monitor: " + name));
    if (!view.isKnown()) {
      lines.add(new Line(Mood.PLAIN, "waiting for its status"));
    } else {
      lines.add(hub(view));
      lines.add(new Line(Mood.PLAIN, link(view)));
      lines.add(counts(view));
      lines.add(viewers(view));
    }
    view.devices()
        .forEach(
            (device, its) -> {
              if (!its.state.isEmpty()) {
                lines.add(device(device, its));
              }
            });
    return lines;
  }

  /**
   * A whole screen.
   *
   * @param width longer lines are cut
   * @param height exactly so many lines come
   */
  public static List<Line> lines(View view, String name, int width, int height) {
    List<Line> lines = new ArrayList<>(summary(view, name));
    int most = Math.max(1, height - LEAST_NEWS - 2);
    if (lines.size() > most) {
      int left = lines.size() - most + 1;
      lines.subList(most - 1, lines.size()).clear();
      lines.add(new Line(Mood.PLAIN, "and " + left + " more"));
    }
    lines.add(new Line(Mood.TITLE, "what happened" + " ".repeat(7) + "q ends"));
    int room = Math.max(0, height - lines.size());
    view.news().stream().skip(Math.max(0, view.news().size() - room)).forEach(lines::add);
    while (lines.size() < height) {
      lines.add(new Line(Mood.PLAIN, ""));
    }
    return lines.subList(0, height).stream().map(line -> cut(line, width)).toList();
  }

  private static Line cut(Line line, int width) {
    String text = line.text();
    int end = text.offsetByCodePoints(0, Math.min(width, text.codePointCount(0, text.length())));
    return new Line(line.mood(), text.substring(0, end));
  }

  private static Line hub(View view) {
    String words = view.item("hub").isEmpty() ? "link " + view.item("link") : view.item("hub");
    boolean isGood =
        view.item("hub").isEmpty()
            ? view.item("link").equals("online")
            : view.item("hub.joined").equals("yes");
    return new Line(isGood ? Mood.GOOD : Mood.BAD, "hub      " + words);
  }

  private static String link(View view) {
    return "         "
        + joined(
            micros("round trip", view.item("latency.round-trip-micros")),
            micros("age p50", view.item("latency.age-median-micros")),
            micros("p99", view.item("latency.age-p99-micros")),
            seconds("token", view.item("token.left-seconds")),
            seconds("lease", view.item("lease.left-seconds")),
            part("subscription", view.item("subscription")));
  }

  private static Line counts(View view) {
    boolean isLossy =
        Stream.of("events.failed", "reports.dropped", "standstills")
            .anyMatch(key -> !view.item(key).isEmpty() && !view.item(key).equals("0"));
    return new Line(
        isLossy ? Mood.BAD : Mood.PLAIN,
        "events   "
            + joined(
                part("sent", view.item("events.sent")),
                part("merged", view.item("events.merged")),
                part("dropped", view.item("events.expired")),
                part("failed", view.item("events.failed")),
                part("standstills", view.item("standstills")),
                part("clock", view.item("clock"))));
  }

  private static Line viewers(View view) {
    boolean isPaused = view.item("actions").equals("paused");
    String profile =
        view.item("profile").isEmpty()
            ? "no profile"
            : "profile " + view.item("profile") + ", mode " + view.item("mode");
    return new Line(
        isPaused ? Mood.BAD : Mood.PLAIN,
        "viewers  "
            + joined(
                profile,
                isPaused ? "ALL PAUSED" : "",
                part("understood", view.item("understood")),
                part("study", view.item("study"))));
  }

  private static Line device(String name, View.DeviceView its) {
    boolean isThere = its.state.equals("connected");
    List<String> values =
        its.values.entrySet().stream()
            .map(each -> (each.getKey() + " " + each.getValue()).strip())
            .toList();
    return new Line(
        isThere ? Mood.GOOD : Mood.BAD,
        String.format(Locale.ROOT, "%-8s ", name)
            + joined(
                its.state + (its.reason.isEmpty() ? "" : ": " + its.reason),
                its.battery.isEmpty() ? "" : "battery " + its.battery + " %",
                its.down.isEmpty() ? "" : "down: " + String.join(" ", its.down),
                String.join("; ", values)));
  }

  private static String joined(String... parts) {
    return String.join(", ", Stream.of(parts).filter(part -> !part.isBlank()).toList());
  }

  private static String part(String name, String value) {
    return value.isEmpty() ? "" : name + " " + value;
  }

  private static String micros(String name, String micros) {
    return micros.isEmpty()
        ? ""
        : name + String.format(Locale.ROOT, " %.1f ms", Double.parseDouble(micros) / 1_000);
  }

  private static String seconds(String name, String seconds) {
    if (seconds.isEmpty()) {
      return "";
    }
    long left = Long.parseLong(seconds);
    return name + (left < 120 ? " " + left + " s" : " " + left / 60 + " min");
  }
}
