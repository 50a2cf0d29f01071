package org.navicast.gateway.engine;

/**
 * What is left out or not believed of a device, for a person.
 *
 * @param reason one plain sentence, without a full stop and without the device's name
 * @param count how many messages, tools or poses that were, since it began
 */
public record Doubted(String device, String reason, long count) {

  /** As a line: the reason, and the count where it was more than one. */
  public String line() {
    return count == 1 ? reason : reason + " (" + count + " times)";
  }
}
