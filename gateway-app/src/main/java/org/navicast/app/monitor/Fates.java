package org.navicast.app.monitor;

/** In plain words what became of an event that nobody was told of. */
public final class Fates {
  private Fates() {}

  /** Empty for what is as it should be. */
  public static String words(String fate) {
    return switch (fate) {
      case "late" -> "too late, dropped: it could not leave within its deadline";
      case "unlinked" -> "dropped: there is no link to the hub";
      case "cut" -> "dropped: the link was cut before it could leave";
      case "crowded" -> "dropped: more waits than a person can make";
      case "orphaned" -> "dropped with the press that it is made of";
      case "failed" -> "the hub did not take it, or its answer never came";
      default -> "";
    };
  }
}
