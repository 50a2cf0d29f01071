package org.navicast.hub.attack;

import java.io.IOException;
import java.util.Arrays;
import org.navicast.hub.Scene;

/**
 * Somebody who publishes a scene or fetches it, in a process of its own, so that what the others
 * notice is the hub's doing and not this one's.
 */
final class SceneClient {
  private SceneClient() {}

  /**
   * @param arguments {@code publish}, port, topic and lengths of files; or {@code fetch}, port and
   *     the event as it came, and what its files are is printed
   */
  static void main(String... arguments) throws IOException, InterruptedException {
    int port = Integer.parseInt(arguments[1]);
    if (arguments[0].equals("publish")) {
      long[] lengths = Arrays.stream(arguments).skip(3).mapToLong(Long::parseLong).toArray();
      new Scene(lengths).publish(port, arguments[2]);
    } else {
      Scene.fetch(port, arguments[2]).forEach(System.out::println);
    }
  }
}
