package org.navicast.cast.auth;

/** What a login wants a person to know; called on the loop of the {@link TokenSource}. */
public interface LoginPrompt {
  /** Somebody has to let us in with that code; a later one takes its place. */
  void confirm(LoginCode code);

  /** The login is good, but lasts no longer than its token or this process; plain words. */
  void notKept(String why);
}
