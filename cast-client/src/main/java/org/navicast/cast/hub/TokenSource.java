package org.navicast.cast.hub;

import java.util.function.Consumer;

/** Gets a token; answers on the client's event loop, once, with one of the two. */
interface TokenSource {
  /**
   * @param http a connection to the hub that is idle
   * @param failed is given plain words, without a full stop and without secrets
   */
  void fetch(HubHttp http, Consumer<Token> got, Consumer<String> failed);

  /** No token at all. */
  static TokenSource none() {
    return (_, got, _) -> got.accept(Token.NONE);
  }
}
