package org.navicast.app.monitor;

import java.util.Optional;
import org.navicast.cast.words.Foreign;
import tools.jackson.databind.JsonNode;

/** In plain words what happened; nothing for what is no news to a person. */
final class NewsWords {
  private NewsWords() {}

  static Optional<Line> of(JsonNode line) {
    return switch (text(line, "is")) {
      case "made" -> made(View.resource(line), View.event(line));
      case "meant" -> Optional.of(meant(line));
      case "became" -> became(line);
      case "link" -> link(line);
      case "lost" -> bad(line.path("lines").asLong(0) + " lines are lost: this was too slow");
      default -> Optional.empty();
    };
  }

  private static Optional<Line> made(JsonNode what, String event) {
    return switch (event) {
      case "navi-button" -> button(what);
      case "navi-action" -> action(what);
      case "navi-device" -> device(what);
      case "navi-profile" ->
          plain(
              "profile "
                  + text(what, "profile")
                  + ", mode "
                  + text(what, "mode")
                  + because(text(what, "reason")));
      default -> Optional.empty();
    };
  }

  private static Optional<Line> button(JsonNode what) {
    String control = text(what, "device") + " " + text(what, "control") + " ";
    return switch (text(what, "state")) {
      case "pressed" -> plain(control + "pressed");
      case "released" ->
          plain(control + "released after " + what.path("heldMillis").asLong(0) + " ms");
      case "cancelled" -> bad(control + "cancelled" + because(text(what, "reason")));
      default -> Optional.empty(); // that it is held is seen above
    };
  }

  private static Optional<Line> action(JsonNode what) {
    String action = "  action " + text(what, "action");
    return switch (text(what, "phase")) {
      case "triggered" -> plain(action);
      case "started" -> plain(action + " begins");
      case "ended" -> plain(action + " ends");
      case "cancelled" -> bad(action + " cancelled" + because(text(what, "reason")));
      default -> Optional.empty();
    };
  }

  private static Optional<Line> device(JsonNode what) {
    String words = text(what, "device") + " " + text(what, "state");
    return text(what, "state").equals("connected")
        ? Optional.of(new Line(Mood.GOOD, words))
        : bad(words + because(text(what, "reason")));
  }

  private static Line meant(JsonNode line) {
    String did = text(line, "input") + " " + text(line, "gesture");
    String action = text(line, "action");
    String obstacle = text(line, "obstacle");
    return new Line(
        obstacle.isEmpty() ? Mood.PLAIN : Mood.BAD,
        "  " + did + (action.isEmpty() ? "" : " means " + action) + because(obstacle));
  }

  private static Optional<Line> became(JsonNode line) {
    String words = Fates.words(text(line, "fate"));
    return words.isEmpty()
        ? Optional.empty()
        : bad("  " + text(line, "device") + " " + text(line, "what") + ": " + words);
  }

  /** The steps on the way are no news, where it got to is. */
  private static Optional<Line> link(JsonNode line) {
    String words = because(text(line, "reason"));
    return switch (text(line, "state")) {
      case "online" -> Optional.of(new Line(Mood.GOOD, "link online" + words));
      case "waiting" -> bad("link waiting" + words);
      default -> Optional.empty();
    };
  }

  private static Optional<Line> plain(String words) {
    return Optional.of(new Line(Mood.PLAIN, words));
  }

  private static Optional<Line> bad(String words) {
    return Optional.of(new Line(Mood.BAD, words));
  }

  private static String because(String reason) {
    return reason.isEmpty() ? "" : ": " + reason;
  }

  private static String text(JsonNode node, String key) {
    return Foreign.line(node.path(key).asString(""));
  }
}
