package org.navicast.cast.link;

/** What a hub's answer means that is not the one that was hoped for. */
public final class Refusal {
  private Refusal() {}

  /**
   * The answer in plain words, without a full stop.
   *
   * @param what was asked for, with its article
   * @param status of HTTP
   */
  public static String of(String what, int status) {
    return switch (status) {
      case 401 -> "the hub does not accept our token for " + what + " (401)";
      case 403 -> "the hub knows us but does not allow " + what + " (403)";
      case 404 -> "there is no hub at this address (404)";
      case 429 -> "the hub asks for fewer requests (429)";
      case 301, 302, 303, 307, 308 ->
          "the hub's address leads elsewhere ("
              + status
              + "); give the address that it leads to, if you trust it";
      default -> "the hub refused " + what + " (" + status + ")";
    };
  }
}
