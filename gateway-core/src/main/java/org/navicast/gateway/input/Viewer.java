package org.navicast.gateway.input;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.navicast.cast.words.Foreign;

/**
 * What a viewer says of itself. All of it comes from outside: texts are bounded here, and what
 * cannot be the name of an action is left out.
 *
 * @param name under which it is subscribed; compared by {@link #key}
 * @param product what it is called, fit for a log
 * @param isPaused true where it starts nothing
 * @param actions that it understands, at most {@value #MAX_ACTIONS}
 * @param leaseMillis the longest lease that it keeps to, 1…60,000; 0 where it does not say
 */
public record Viewer(
    String name, String product, boolean isPaused, Set<String> actions, int leaseMillis) {
  /** More than the vocabulary and a site's own together. */
  public static final int MAX_ACTIONS = 256;

  private static final int MAX_NAME = 256;
  private static final int MAX_PRODUCT = 60;
  private static final int MAX_LEASE_MILLIS = 60_000;
  private static final Pattern ACTION = Pattern.compile("[\\x21-\\x7e&&[^,]]{1,64}");

  public Viewer {
    name = name.substring(0, Math.min(MAX_NAME, name.length()));
    product = Foreign.line(product, MAX_PRODUCT);
    actions =
        actions.stream()
            .filter(action -> ACTION.matcher(action).matches())
            .limit(MAX_ACTIONS)
            .collect(Collectors.toUnmodifiableSet());
    leaseMillis = Math.clamp(leaseMillis, 0, MAX_LEASE_MILLIS);
  }

  /** What is the same for two names of one subscriber: hubs do not tell cases apart. */
  public static String key(String name) {
    return name.substring(0, Math.min(MAX_NAME, name.length())).toLowerCase(Locale.ROOT);
  }

  /** A record's text reaches logs, and a name from outside must not. */
  @Override
  public String toString() {
    return "Viewer[" + product + "]";
  }
}
