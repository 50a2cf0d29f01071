package org.navicast.app.doctor;

/**
 * What was found out about one layer.
 *
 * @param layer what was looked at, such as {@code clock} or {@code device pedals}
 * @param what is so, in plain words without a full stop
 * @param advice what to do about it, in plain words; empty where nothing is to be done
 */
public record Finding(Level level, String layer, String what, String advice) {
  /** How bad it is. */
  public enum Level {
    /** As it should be. */
    OK,
    /** It works, but not as well as it should. */
    WARN,
    /** It does not work. */
    FAIL,
    /** It was not looked at, since it needs what failed. */
    SKIP
  }

  static Finding ok(String layer, String what) {
    return new Finding(Level.OK, layer, what, "");
  }

  /** That file is a configuration without an error. */
  public static Finding configuration(String file) {
    return ok("configuration", file + " is good");
  }

  static Finding warn(String layer, String what, String advice) {
    return new Finding(Level.WARN, layer, what, advice);
  }

  static Finding fail(String layer, String what, String advice) {
    return new Finding(Level.FAIL, layer, what, advice);
  }

  static Finding skip(String layer, String what) {
    return new Finding(Level.SKIP, layer, what, "");
  }

  /** The same, of one of several. */
  Finding of(String which) {
    return new Finding(level, layer + " of " + which, what, advice);
  }

  /** The same where it works in spite of this. */
  Finding atWorstWarn() {
    return level == Level.FAIL ? warn(layer, what, advice) : this;
  }

  /** One line for a person. */
  public String line() {
    return String.format(
        "%-5s %s: %s", level, layer, advice.isEmpty() ? what : what + "; " + advice);
  }
}
