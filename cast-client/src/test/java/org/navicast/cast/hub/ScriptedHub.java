package org.navicast.cast.hub;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.net.Transport;

/** A hub that takes every subscription and then says what a test wants it to say. */
final class ScriptedHub implements AutoCloseable {
  private static final WebSocketServerProtocolConfig SOCKETS =
      WebSocketServerProtocolConfig.newBuilder()
          .websocketPath("/bind/1")
          .handleCloseFrames(false)
          .build();

  private final EventLoopGroup group = Transport.best().newLoop("scripted-hub");
  private final BlockingQueue<Map<String, List<String>>> forms = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> goodbyes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Channel> sockets = new LinkedBlockingQueue<>();
  private final Channel listener;

  /** What each socket is told as soon as it is bound; empty for nothing. */
  private final String greeting;

  private final List<Channel> bound = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> published = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private volatile HttpResponseStatus answer = HttpResponseStatus.ACCEPTED;

  /** Whether the events of a client come back to it, as long as they are meant for that. */
  volatile boolean echoes = true;

  /** What a publish is answered with; 0 for never. */
  volatile int publishAnswer = 200;

  /** Body of the answers of its login. */
  volatile String login = "{}";

  /** Body of the answer to a subscription. */
  volatile String grant = "{\"hub.channel.endpoint\":\"wss://elsewhere/bind/1\"}";

  ScriptedHub(String greeting) {
    this.greeting = greeting;
    this.listener =
        Transport.best()
            .inbound(group)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(64 * 1024),
                            new WebSocketServerProtocolHandler(SOCKETS),
                            new Goodbyes(),
                            new Texts(),
                            new Routes());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  String url() {
    return "http://127.0.0.1:"
        + ((InetSocketAddress) listener.localAddress()).getPort()
        + "/api/hub";
  }

  /** What subscriptions are answered with from now on. */
  void answer(int status) {
    answer = HttpResponseStatus.valueOf(status);
  }

  /** The next subscription that it is asked for, or null where none comes within 5 s. */
  @Nullable Map<String, List<String>> nextForm() throws InterruptedException {
    return nextForm(5_000);
  }

  /** The same, or null where none comes within that time. */
  @Nullable Map<String, List<String>> nextForm(long millis) throws InterruptedException {
    return forms.poll(millis, TimeUnit.MILLISECONDS);
  }

  /** Reads the sockets that are bound, or lets what comes on them wait. */
  void read(boolean reads) {
    bound.forEach(socket -> socket.config().setAutoRead(reads));
  }

  /** Says it on every socket. */
  void say(String message) {
    bound.forEach(socket -> socket.writeAndFlush(new TextWebSocketFrame(message)));
  }

  /** The next event that was posted, without echoes, or null where none comes within 5 s. */
  @Nullable String nextPublished() throws InterruptedException {
    return published.poll(5, TimeUnit.SECONDS);
  }

  /** The next text on a socket, or null where none comes within that time. */
  @Nullable String nextSaid(long millis) throws InterruptedException {
    return said.poll(millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Ends the socket that was bound first as RFC 6455 wants it: the other side closes it. Clients
   * are online before this side knows, so it waits for one.
   */
  void sayGoodbye(WebSocketCloseStatus status) throws InterruptedException {
    Channel socket = Objects.requireNonNull(sockets.poll(5, TimeUnit.SECONDS), "a bound socket");
    socket.writeAndFlush(new CloseWebSocketFrame(status));
  }

  /** The next close frame that a client sent, or null where none comes within 5 s. */
  @Nullable String nextGoodbye() throws InterruptedException {
    return goodbyes.poll(5, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private final class Routes extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof HandshakeComplete) {
        sockets.add(ctx.channel());
        bound.add(ctx.channel());
        ctx.channel().closeFuture().addListener(_ -> bound.remove(ctx.channel()));
        if (!greeting.isEmpty()) {
          ctx.writeAndFlush(new TextWebSocketFrame(greeting));
        }
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      String asked = request.content().toString(StandardCharsets.UTF_8);
      if (request.uri().startsWith("/oauth")) {
        reply(ctx, HttpResponseStatus.OK, login);
      } else if (asked.startsWith("{")) {
        published(ctx, asked);
      } else {
        forms.add(new QueryStringDecoder(asked, false).parameters());
        reply(ctx, answer, grant);
      }
    }

    private void published(ChannelHandlerContext ctx, String event) {
      boolean echo = event.contains("\"navicast-echo\"");
      if (!echo) {
        published.add(event);
      } else if (echoes) {
        say(event);
      }
      if (echo || publishAnswer != 0) {
        reply(ctx, HttpResponseStatus.valueOf(echo ? 200 : publishAnswer), "{}");
      }
    }

    private static void reply(ChannelHandlerContext ctx, HttpResponseStatus status, String json) {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      var reply =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
      reply.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
      ctx.writeAndFlush(reply);
    }
  }

  private final class Texts extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame text) {
      said.add(text.text());
    }
  }

  private final class Goodbyes extends SimpleChannelInboundHandler<CloseWebSocketFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, CloseWebSocketFrame frame) {
      goodbyes.add(frame.statusCode() + " " + frame.reasonText());
    }
  }
}
