package org.navicast.cast.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SelectStrategyFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.channels.spi.SelectorProvider;
import jdk.net.ExtendedSocketOptions;

/** The machine's best transport: epoll where its native library loads, NIO everywhere else. */
public enum Transport {
  EPOLL,
  NIO;

  /** What epoll may tell at once: as many as there are. */
  private static final int ANY_NUMBER_OF_EVENTS = 0;

  private static final int CONNECT_TIMEOUT_MILLIS = 3_000;

  private static final int KEEP_ALIVE_AFTER_SECONDS = 4;
  private static final int KEEP_ALIVE_EVERY_SECONDS = 2;
  private static final int KEEP_ALIVE_PROBES = 3;

  /** What this machine has. */
  public static Transport best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  /** One event loop with a thread of that name. */
  public EventLoopGroup newLoop(String threadName) {
    return newLoop(threadName, DefaultSelectStrategyFactory.INSTANCE);
  }

  /**
   * The same.
   *
   * @param waiting how it waits
   */
  public EventLoopGroup newLoop(String threadName, SelectStrategyFactory waiting) {
    return new MultiThreadIoEventLoopGroup(
        1,
        new DefaultThreadFactory(threadName, true),
        switch (this) {
          case EPOLL -> EpollIoHandler.newFactory(ANY_NUMBER_OF_EVENTS, waiting);
          case NIO -> NioIoHandler.newFactory(SelectorProvider.provider(), waiting);
        });
  }

  /**
   * For outgoing connections on a loop of this transport. TCP itself asks a silent peer for a sign
   * of life, so that a pulled network cable ends the connection though the peer has nothing to say.
   */
  public Bootstrap outbound(EventLoopGroup loop) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .resolver(BackgroundNameResolver.GROUP)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS);
    return switch (this) {
      case EPOLL ->
          bootstrap
              .channel(EpollSocketChannel.class)
              .option(EpollChannelOption.TCP_KEEPIDLE, KEEP_ALIVE_AFTER_SECONDS)
              .option(EpollChannelOption.TCP_KEEPINTVL, KEEP_ALIVE_EVERY_SECONDS)
              .option(EpollChannelOption.TCP_KEEPCNT, KEEP_ALIVE_PROBES);
      case NIO ->
          bootstrap
              .channel(NioSocketChannel.class)
              .option(
                  NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), KEEP_ALIVE_AFTER_SECONDS)
              .option(
                  NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL),
                  KEEP_ALIVE_EVERY_SECONDS)
              .option(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), KEEP_ALIVE_PROBES);
    };
  }

  /** For a server on a loop of this transport. */
  public ServerBootstrap inbound(EventLoopGroup loop) {
    return new ServerBootstrap()
        .group(loop)
        .channel(this == EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true);
  }
}
