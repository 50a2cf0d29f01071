package org.navicast.app.card;

import java.io.IOException;

/** A file is larger than any that a configuration names. */
final class FileTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;
}
