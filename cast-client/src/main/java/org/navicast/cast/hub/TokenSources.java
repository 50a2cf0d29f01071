package org.navicast.cast.hub;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.navicast.cast.auth.LoginPrompt;
import org.navicast.cast.auth.TokenSource;
import org.navicast.cast.json.Sender;
import org.navicast.cast.link.Connector;
import org.navicast.cast.link.TimeSource;

/** Where a link's tokens come from. */
final class TokenSources {
  private TokenSources() {}

  static TokenSource of(
      HubConfig config,
      Connector hub,
      Supplier<Bootstrap> outbound,
      Sender sender,
      EventLoop loop,
      TimeSource time,
      LoginPrompt prompt) {
    return switch (config.auth()) {
      case HubConfig.Auth.None _ -> TokenSource.none();
      case HubConfig.Auth.Mock mock ->
          new MockTokens(hub, loop, mock.user(), config.topic(), sender.product());
      case HubConfig.Auth.OAuth oauth ->
          TokenSource.oauth(
              oauth.settings(),
              new ProviderConnections(outbound, loop, oauth.tls(), config.proxy()),
              loop,
              task -> Thread.ofVirtual().name("login").start(task),
              () -> Instant.EPOCH.plus(time.micros(), ChronoUnit.MICROS),
              prompt);
    };
  }
}
