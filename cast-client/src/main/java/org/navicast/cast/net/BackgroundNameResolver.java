package org.navicast.cast.net;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;

/**
 * Looks names up as the system does, hosts file and mDNS included, but never on the event loop: a
 * name server that is slow to answer must not hold up what other devices report.
 */
final class BackgroundNameResolver extends InetNameResolver {
  static final AddressResolverGroup<InetSocketAddress> GROUP =
      new AddressResolverGroup<>() {
        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
          return new BackgroundNameResolver(executor).asAddressResolver();
        }
      };

  private BackgroundNameResolver(EventExecutor executor) {
    super(executor);
  }

  @Override
  protected void doResolve(String host, Promise<InetAddress> promise) {
    inBackground(() -> InetAddress.getByName(host), promise);
  }

  @Override
  protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
    inBackground(() -> List.of(InetAddress.getAllByName(host)), promise);
  }

  private <T> void inBackground(Callable<T> lookUp, Promise<T> promise) {
    Thread.ofVirtual()
        .name("name-look-up")
        .start(
            () -> {
              try {
                T found = lookUp.call();
                inTurn(() -> promise.trySuccess(found));
              } catch (Exception e) {
                inTurn(() -> promise.tryFailure(e));
              }
            });
  }

  /** On the event loop, unless it has ended meanwhile: then nobody wants to know any more. */
  private void inTurn(Runnable answer) {
    try {
      executor().execute(answer);
    } catch (RejectedExecutionException e) {
      // a name server may be slower than the end of a program
    }
  }
}
