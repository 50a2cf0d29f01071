package org.navicast.app.config;

/**
 * One thing in a configuration that cannot be used.
 *
 * @param key path of the key from the root, such as {@code devices[1].pedals[0].pressed}; empty
 *     where the file itself is the matter
 * @param message what is wrong and what would be right, one sentence without a full stop
 */
public record Problem(Position position, String key, String message) {

  /** The line for a person: place, key and message, the way that editors can jump to. */
  public String line(String file) {
    return file
        + ":"
        + position.line()
        + ":"
        + position.column()
        + ": "
        + (key.isEmpty() ? "" : key + ": ")
        + message;
  }
}
