package org.navicast.cast.auth;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The gateway logs in as itself (RFC 6749, section 4.4): nobody is asked. */
final class ClientCredentialsTokens implements TokenSource {
  private final Provider provider;
  private final Executor loop;

  ClientCredentialsTokens(Provider provider, Executor loop) {
    this.provider = provider;
    this.loop = loop;
  }

  @Override
  public void fetch(Consumer<Token> got, Consumer<String> failed) {
    var _ =
        provider
            .clientCredentials()
            .whenCompleteAsync(
                (granted, failure) -> {
                  if (failure == null) {
                    got.accept(granted.token());
                  } else {
                    failed.accept(LoginTrouble.of(failure).words());
                  }
                },
                loop);
  }
}
