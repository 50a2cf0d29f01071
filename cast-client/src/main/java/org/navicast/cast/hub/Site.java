package org.navicast.cast.hub;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.navicast.cast.auth.LoginCode;
import org.navicast.cast.auth.LoginPrompt;
import org.navicast.cast.auth.TokenKeeper;
import org.navicast.cast.json.Sender;
import org.navicast.cast.link.Connector;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.link.TimeSource;

/** One of the hubs that may be used, and what lets us in there. */
record Site(Connector connector, TokenKeeper tokens) {

  /**
   * The configured hubs, the first of them first. A hub that gives tokens gives its own; those of
   * an identity provider are good for all.
   */
  static List<Site> all(
      HubConfig config,
      Sender sender,
      EventLoop loop,
      Supplier<Bootstrap> outbound,
      TimeSource time,
      DoubleSupplier random,
      LinkLog log,
      HubClient.Listener listener) {
    List<Connector> hubs =
        Stream.concat(Stream.of(config.address()), config.standby().hubs().stream())
            .map(address -> new Connector(address, outbound, config.tls(), config.proxy()))
            .toList();
    Function<Connector, TokenKeeper> keeper =
        hub ->
            new TokenKeeper(
                TokenSources.of(
                    config,
                    hub,
                    outbound,
                    sender,
                    loop,
                    time,
                    new Prompt(hub.address(), log, listener)),
                loop,
                time.nanoTime(),
                random,
                new News(hub.address(), log, listener));
    TokenKeeper first = keeper.apply(hubs.getFirst());
    boolean same = hubs.size() == 1 || config.auth() instanceof HubConfig.Auth.OAuth;
    return hubs.stream().map(hub -> new Site(hub, same ? first : keeper.apply(hub))).toList();
  }

  HubAddress address() {
    return connector.address();
  }

  /** What the keeper of the token does while nobody asks it. */
  private record News(HubAddress hub, LinkLog log, HubClient.Listener listener)
      implements TokenKeeper.Listener {
    @Override
    public void renewed() {
      log.tokenRenewed(hub);
      listener.token(true);
    }

    @Override
    public void notRenewed(String why) {
      log.tokenNotRenewed(hub, why);
      listener.token(false);
    }
  }

  /** What the login wants a person to know. */
  private record Prompt(HubAddress hub, LinkLog log, HubClient.Listener listener)
      implements LoginPrompt {
    @Override
    public void confirm(LoginCode code) {
      log.confirm(hub, code);
      listener.confirm(code);
    }

    @Override
    public void notKept(String why) {
      log.loginNotKept(hub, why);
    }
  }
}
