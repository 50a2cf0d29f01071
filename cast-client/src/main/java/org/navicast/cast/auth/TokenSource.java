package org.navicast.cast.auth;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** Gets a token; is asked on one event loop, and answers there, once, with one of the two. */
@FunctionalInterface
public interface TokenSource {
  /**
   * Is not called again before it has answered.
   *
   * @param failed is given plain words, without a full stop and without secrets
   */
  void fetch(Consumer<Token> got, Consumer<String> failed);

  /** Gives up what is under way, and answers no more. */
  default void close() {}

  /** No token at all. */
  static TokenSource none() {
    return (got, _) -> got.accept(Token.NONE);
  }

  /**
   * Tokens of an identity provider.
   *
   * @param http is used on the loop
   * @param loop one thread, on which the source is asked and answers
   * @param worker signs and parses: work of milliseconds, on a small board the first time of a
   *     tenth of a second, that the loop must not wait for
   * @param clock the wall clock, which goes into what is signed
   * @param prompt is told what a person should know
   */
  static TokenSource oauth(
      OAuthSettings settings,
      ProviderHttp http,
      ScheduledExecutorService loop,
      Executor worker,
      InstantSource clock,
      LoginPrompt prompt) {
    Provider provider = new Provider(settings, http, loop, worker, clock);
    return switch (settings.flow()) {
      case OAuthSettings.Flow.ClientCredentials _ -> new ClientCredentialsTokens(provider, loop);
      case OAuthSettings.Flow.DeviceCode flow ->
          new DeviceCodeTokens(
              provider,
              new LoginFile(
                  flow.loginFile(), settings.clientId() + " at " + settings.where().uri()),
              prompt,
              loop,
              worker);
    };
  }
}
