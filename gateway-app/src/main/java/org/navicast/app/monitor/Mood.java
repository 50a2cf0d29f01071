package org.navicast.app.monitor;

/** How a line is meant, for who sees colours. */
public enum Mood {
  PLAIN,
  TITLE,
  GOOD,
  BAD
}
