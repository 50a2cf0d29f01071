package org.navicast.driver.igtlink;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.InputSink;

/**
 * A client of one OpenIGTLink server, for one connection.
 *
 * <p>Bytes are read and translated on the engine's event loop; the thread of {@link #run} only
 * waits there for the end, and looks up the host's name, which may take its time.
 */
final class TrackerDriver implements DeviceDriver {

  /** A loop that is busy or shutting down must not keep {@link #run} from returning. */
  private static final long CLOSE_WAIT_MILLIS = 1_000;

  private final TrackerConfig config;
  private final DriverContext context;
  private final ServerMemory memory;

  /** Completed by {@link #close()}, or with an {@link IOException} by what went wrong. */
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  TrackerDriver(TrackerConfig config, DriverContext context, ServerMemory memory) {
    this.config = config;
    this.context = context;
    this.memory = memory;
  }

  @Override
  public void run(InputSink sink) throws IOException, InterruptedException {
    InetSocketAddress address = new InetSocketAddress(resolve(), config.port());
    if (isClosedWithin(
        memory.restNanos(context.nanoTime().getAsLong(), config.reconnectSeconds()))) {
      return;
    }
    ChannelFuture connecting =
        context.network().connect(address, new IgtlConnection(config, context, memory, sink, end));
    connecting.addListener(
        done -> {
          if (!done.isSuccess()) {
            end.completeExceptionally(unreachable(done.cause()));
          }
        });
    try {
      end.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException reason ? reason : new IOException(e);
    } finally {
      Channel channel = connecting.channel();
      if (channel.isOpen()) { // one that could not even be made is on no loop to close it
        channel.close().awaitUninterruptibly(CLOSE_WAIT_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  @Override
  public void close() {
    end.complete(null);
  }

  /** Waits so long, or until it is closed; nothing else can end it before it is connected. */
  private boolean isClosedWithin(long nanos) throws InterruptedException {
    try {
      end.get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("ended before it began", e);
    }
  }

  private InetAddress resolve() throws IOException {
    try {
      return InetAddress.getByName(config.host());
    } catch (UnknownHostException e) {
      throw new IOException(
          "the name " + config.host() + " of the OpenIGTLink server is not known; check host", e);
    }
  }

  private IOException unreachable(@Nullable Throwable cause) {
    String why =
        switch (cause) {
          case ConnectTimeoutException _ -> "no answer";
          case NoRouteToHostException _ -> "no route to it";
          case ConnectException _ -> "connection refused";
          case null -> "cancelled";
          default -> String.valueOf(cause.getMessage());
        };
    return new IOException(
        "no OpenIGTLink server answers at " + config.server() + " (" + why + ")", cause);
  }
}
