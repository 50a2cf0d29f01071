package org.navicast.hub.fhircast;

import java.util.Locale;
import java.util.regex.Pattern;

/** What the names of events say; case does not count (FHIRcast 3.0.0, 2.3). */
public final class EventNames {
  private static final Pattern STANDARD =
      Pattern.compile(
          "[a-z]+-(open|close|update|select)|syncerror|userlogout|userhibernate",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PRIVATE = Pattern.compile("[^-.*]+(\\.[^-.*]+)+");
  private static final String OPEN = "-open";
  private static final String CLOSE = "-close";

  private EventNames() {}

  /**
   * Whether it is a name as FHIRcast has them: a resource and what is done to it, one of its few
   * others, or a private one, which is a domain in reverse without hyphens. Names of Cast, such as
   * {@code navi-button} and {@code *}, are not.
   */
  public static boolean isFhircast(String name) {
    return STANDARD.matcher(name).matches() || PRIVATE.matcher(name).matches();
  }

  /** {@code Patient-open}. */
  static boolean isOpen(CharSequence name) {
    return endsWith(name, OPEN);
  }

  /** {@code Patient-close}. */
  static boolean isClose(CharSequence name) {
    return endsWith(name, CLOSE);
  }

  /** {@code UserLogout}: the session is over. */
  static boolean isLogout(CharSequence name) {
    return name.length() == "userlogout".length() && endsWith(name, "userlogout");
  }

  /** The kind of resource that is opened or closed, in small letters. */
  static String kind(String name) {
    return name.substring(0, name.lastIndexOf('-')).toLowerCase(Locale.ROOT);
  }

  private static boolean endsWith(CharSequence name, String lowerSuffix) {
    int start = name.length() - lowerSuffix.length();
    if (start < 0) {
      return false;
    }
    for (int i = 0; i < lowerSuffix.length(); i++) {
      if (Character.toLowerCase(name.charAt(start + i)) != lowerSuffix.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
