package org.navicast.hub.cluster;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where nodes publish: a subject for each topic, one for each node, and one for all. */
public final class Subjects {
  /** What all nodes listen to. */
  public static final String ALL_NODES = "navicast.all";

  /** The events of every topic. */
  public static final String EVERY_TOPIC = "navicast.topic.*";

  private static final Base64.Encoder WORDS = Base64.getUrlEncoder().withoutPadding();

  private Subjects() {}

  /** What one node listens to. */
  public static String node(long node) {
    return "navicast.node." + Roster.name(node);
  }

  /** The events of one topic: base64url of its UTF-8, since a word has no dot, blank or star. */
  public static String topic(String topic) {
    return "navicast.topic." + WORDS.encodeToString(topic.getBytes(StandardCharsets.UTF_8));
  }
}
