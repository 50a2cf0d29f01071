package org.navicast.app.session;

import java.io.IOException;

/** A file that is no session: its message is one sentence with file, line, and what is wrong. */
public final class SessionException extends IOException {
  private static final long serialVersionUID = 1;

  SessionException(String file, int line, String message) {
    super(file + ":" + line + ": " + message);
  }
}
