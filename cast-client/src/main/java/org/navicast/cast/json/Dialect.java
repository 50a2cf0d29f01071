package org.navicast.cast.json;

import java.util.regex.Pattern;

/** The language of a hub. */
public sealed interface Dialect {

  /** How an event is called there. */
  String eventName(String name);

  /** A Cast hub: names as they are; the envelope says who publishes. */
  record Cast() implements Dialect {
    @Override
    public String eventName(String name) {
      return name;
    }
  }

  /**
   * A FHIRcast hub, STU3 (3.0.0): it confirms subscriptions, wants each event acknowledged, and
   * knows nothing of products and actors.
   *
   * @param eventPrefix a domain of the owner of the events, in reverse, such as {@code
   *     org.navicast}: private events are named by it, and without hyphens (3.0.0, 2.3)
   */
  record Fhircast(String eventPrefix) implements Dialect {
    public static final String DEFAULT_PREFIX = "org.navicast";

    private static final int MAX_LENGTH = 64;
    private static final Pattern REVERSE_DOMAIN =
        Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)+");

    /**
     * @throws IllegalArgumentException with what would be right
     */
    public Fhircast {
      if (eventPrefix.length() > MAX_LENGTH || !REVERSE_DOMAIN.matcher(eventPrefix).matches()) {
        throw new IllegalArgumentException(
            "give a domain in reverse such as org.example, in small letters, digits and"
                + " underscores, without hyphens");
      }
    }

    @Override
    public String eventName(String name) {
      return eventPrefix + "." + name.replace('-', '_');
    }
  }
}
