package org.navicast.cast.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.resolver.AddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundNameResolverTest {
  private static final long PATIENCE_SECONDS = 20;

  private final EventExecutor loop = new DefaultEventLoop();
  private final AddressResolver<InetSocketAddress> resolver =
      BackgroundNameResolver.GROUP.getResolver(loop);

  @AfterEach
  void end() {
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void aNameIsToldOnTheLoopThatAskedForIt() throws Exception {
    Future<InetSocketAddress> found = lookUp("localhost");
    assertThat(found.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(found.getNow().getAddress().isLoopbackAddress()).isTrue();
  }

  @Test
  void aNameThatNobodyKnowsIsTold() throws Exception {
    Future<InetSocketAddress> found = lookUp("no such name");
    assertThat(found.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(found.cause()).isInstanceOf(UnknownHostException.class);
  }

  @Test
  void whatIsFoundAfterTheEndOfTheLoopIsToldToNobody() throws Exception {
    end();
    assertThat(lookUp("localhost").await(500, TimeUnit.MILLISECONDS)).isFalse();
  }

  private Future<InetSocketAddress> lookUp(String host) {
    return resolver.resolve(InetSocketAddress.createUnresolved(host, 80));
  }
}
