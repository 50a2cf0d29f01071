package org.navicast.cast.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;

/**
 * Ends a connection so that nothing more of it goes out. Closed the usual way, the kernel would try
 * for minutes to send what it has, and hand over old presses when the network is back; TLS would
 * try for seconds to say goodbye behind them.
 */
final class Abort {
  private Abort() {}

  static void now(Channel channel) {
    if (channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    ChannelHandlerContext nearestToTheNetwork = channel.pipeline().firstContext();
    if (nearestToTheNetwork != null) {
      nearestToTheNetwork.close();
    }
  }
}
