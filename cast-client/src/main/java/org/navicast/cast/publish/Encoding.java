package org.navicast.cast.publish;

import io.netty.buffer.ByteBuf;
import org.navicast.cast.event.NaviEvent;

/** Numbers an event and writes it. */
@FunctionalInterface
interface Encoding {
  /**
   * @param nowNanos the moment at which it is handed to the socket
   * @return {@code into}
   */
  ByteBuf encode(NaviEvent event, long nowNanos, ByteBuf into);
}
