package org.navicast.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.navicast.cast.net.Transport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Subscribers and publishers of hubs, all in this process and on one clock. Told by lines:
 *
 * <pre>
 * SUBSCRIBE hub topic events count  says SUBSCRIBED and how many there are
 * PUBLISH hub topic rate count      motions of 600 bytes at that rate; says DELIVERED, how many were
 *                                   sent, how many arrived, and p50, p99 and max from before the
 *                                   write to after the read, in microseconds
 * LEAVE                             closes all sockets; says LEFT
 * </pre>
 *
 * <p>Ends with its input.
 */
public final class HubLoad {
  private static final int MAX_FRAME_BYTES = 64 << 10;
  private static final int PATIENCE_SECONDS = 30;
  private static final int SETTLE_MILLIS = 1_000;

  /** In front of the time, so that a reader finds it without parsing. */
  private static final String HEAD = "{\"sent\":\"";

  private static final int TIME_DIGITS = 19;

  private final EventLoopGroup loops = Transport.best().newLoop("load");
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Channel> sockets = new ArrayList<>();
  private long[] nanos = new long[0];
  private int arrived;

  private HubLoad() {}

  static void main() throws Exception {
    HubLoad load = new HubLoad();
    try (BufferedReader told =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        load.obey(line.split(" ", -1));
      }
    }
    load.loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    load.http.shutdownNow();
  }

  private void obey(String[] words) throws Exception {
    switch (words[0]) {
      case "SUBSCRIBE" -> subscribe(words[1], words[2], words[3], Integer.parseInt(words[4]));
      case "PUBLISH" ->
          publish(words[1], words[2], Double.parseDouble(words[3]), Integer.parseInt(words[4]));
      case "LEAVE" -> leave();
      default -> throw new IllegalArgumentException("unknown: " + words[0]);
    }
  }

  private void subscribe(String hub, String topic, String events, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      sockets.add(connect(endpoint(hub, topic, events, "SUBSCRIBER-" + sockets.size())));
    }
    System.out.println("SUBSCRIBED " + sockets.size());
  }

  private void leave() {
    for (Channel each : sockets) {
      each.close().syncUninterruptibly();
    }
    sockets.clear();
    System.out.println("LEFT");
  }

  private URI endpoint(String hub, String topic, String events, String name)
      throws IOException, InterruptedException {
    HttpResponse<String> reply =
        http.send(
            HttpRequest.newBuilder(URI.create(hub))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "hub.mode=subscribe&hub.channel.type=websocket&hub.topic="
                            + topic
                            + "&hub.events="
                            + events
                            + "&subscriber.name="
                            + name))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (reply.statusCode() != 202) {
      throw new IOException("not subscribed: " + reply.statusCode() + " " + reply.body());
    }
    return URI.create(
        JsonMapper.shared().readTree(reply.body()).path("hub.channel.endpoint").asString());
  }

  private Channel connect(URI endpoint) throws Exception {
    CompletableFuture<Channel> open = new CompletableFuture<>();
    WebSocketClientProtocolConfig webSocket =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri(endpoint)
            .maxFramePayloadLength(MAX_FRAME_BYTES)
            .build();
    Bootstrap bootstrap = Transport.best().outbound(loops);
    bootstrap
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpClientCodec(),
                        new HttpObjectAggregator(MAX_FRAME_BYTES),
                        new WebSocketClientProtocolHandler(webSocket),
                        new Receiver(open));
              }
            })
        .connect(endpoint.getHost(), endpoint.getPort())
        .syncUninterruptibly();
    return open.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void publish(String hub, String topic, double rate, int count) throws Exception {
    Channel publisher = connect(endpoint(hub, topic, "none", "PUBLISHER"));
    int expected = count * Math.max(1, sockets.size());
    loops.submit(() -> begin(expected)).syncUninterruptibly();
    long period = (long) (1e9 / rate);
    long next = System.nanoTime();
    for (int i = 0; i < count; i++) {
      next += period;
      while (System.nanoTime() < next) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
      byte[] event = event(topic, i, System.nanoTime());
      publisher.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(event)));
    }
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    int before = -1;
    for (int now = arrivedSoFar(); now < expected && now != before; now = arrivedSoFar()) {
      before = now;
      if (System.nanoTime() > until) {
        break;
      }
      Thread.sleep(SETTLE_MILLIS);
    }
    publisher.close().syncUninterruptibly();
    System.out.println("DELIVERED " + expected + " " + loops.submit(this::figures).get());
  }

  private int arrivedSoFar() throws Exception {
    return loops.submit(() -> arrived).get();
  }

  private void begin(int expected) {
    nanos = new long[expected];
    arrived = 0;
  }

  private String figures() {
    long[] sorted = Arrays.copyOf(nanos, Math.min(arrived, nanos.length));
    Arrays.sort(sorted);
    return arrived + " " + at(sorted, 0.5) + " " + at(sorted, 0.99) + " " + at(sorted, 1);
  }

  private static long at(long[] sorted, double share) {
    return sorted.length == 0
        ? 0
        : TimeUnit.NANOSECONDS.toMicros(sorted[(int) (share * (sorted.length - 1))]);
  }

  private static byte[] event(String topic, int seq, long now) {
    return """
        %s%019d","id":"%d","timestamp":"2026-11-29T12:00:00.000Z","subscriber.name":"PUBLISHER",\
        "event":{"hub.topic":"%s","hub.event":"navi-motion","context":[{"key":"navicast",\
        "resource":{"gateway":"bench","device":"spacemouse","deviceType":"6dof","control":"cap",\
        "session":"4f1c2f0e-6d8e-4a39-9d53-0b7a8f2f5c11","seq":%d,"ageMicros":84,\
        "capturedAt":"2026-11-29T12:00:00.000000Z","leaseMillis":250,\
        "translation":[0.125,-0.25,0.0],"rotation":[0.0,0.0625,-0.5]}}]}}\
        """
        .formatted(HEAD, now, seq, topic, seq)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** One subscriber; says when its socket is open. */
  private final class Receiver extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private final CompletableFuture<Channel> open;

    Receiver(CompletableFuture<Channel> open) {
      this.open = open;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        open.complete(ctx.channel());
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
      long now = System.nanoTime();
      ByteBuf text = frame.content();
      if (text.readableBytes() < HEAD.length() + TIME_DIGITS
          || text.getByte(text.readerIndex() + 2) != 's') {
        return; // the hub's greeting
      }
      long sent = 0;
      for (int i = 0; i < TIME_DIGITS; i++) {
        sent = sent * 10 + text.getByte(text.readerIndex() + HEAD.length() + i) - '0';
      }
      if (arrived < nanos.length) {
        nanos[arrived] = now - sent;
      }
      arrived++;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      open.completeExceptionally(cause);
      var _ = ctx.close();
    }
  }
}
