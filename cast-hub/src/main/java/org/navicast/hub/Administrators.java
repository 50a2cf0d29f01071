package org.navicast.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Who watches the hub: told to look again where there is anything new, and not more often. */
final class Administrators {
  private static final int MOST = 16;

  private final LongSupplier news;
  private final List<AdminSocket> sockets = new ArrayList<>();
  private long revision;
  private long toldOf;

  /**
   * @param news is another number whenever there is anything new
   */
  Administrators(LongSupplier news) {
    this.news = news;
  }

  boolean areFull() {
    return sockets.size() >= MOST;
  }

  void add(AdminSocket socket) {
    sockets.add(socket);
  }

  void remove(AdminSocket socket) {
    sockets.remove(socket);
  }

  /** Grows with each time that they are told to look again. */
  long revision() {
    return revision;
  }

  /** To be called now and then. */
  void refresh() {
    long seen = news.getAsLong();
    if (seen != toldOf) {
      toldOf = seen;
      revision++;
      List.copyOf(sockets).forEach(AdminSocket::refresh);
    }
  }

  void close() {
    List.copyOf(sockets).forEach(AdminSocket::close);
  }
}
