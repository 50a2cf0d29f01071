package org.navicast.conformance;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.Source;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.cast.incoming.StatusItem;
import org.navicast.cast.json.Sender;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.link.TimeSource;
import org.navicast.cast.net.Transport;

/** The gateway's own client, which the cases are played to; publishes presses. */
final class GatewayClient implements ClientUnderTest {
  /** The waits after failures: three quarters of the longest that they may be. */
  private static final double WAITS = 0.75;

  private final EventLoopGroup group = Transport.best().newLoop("client");
  private final EventLoop loop = group.next();
  private final AtomicLong presses = new AtomicLong();
  private final HubClient client;

  GatewayClient(String hubUrl, String topic, Dialect dialect) {
    client =
        new HubClient(
            config(hubUrl, topic, dialect),
            new Sender(
                "or-3",
                "4f1c2f0e-6d8e-4a39-9d53-0b7a8f2f5c11",
                "NAVICAST-TEST01",
                "NAVICast",
                "CONTROLLER"),
            loop,
            () -> Transport.best().outbound(group),
            new TimeSource(System::nanoTime, GatewayClient::epochMicros),
            () -> WAITS,
            new HubClient.Listener() {
              @Override
              public List<StatusItem> status() {
                return List.of(new StatusItem.Words("availability", "online"));
              }
            });
    client.start();
  }

  private static HubConfig config(String hubUrl, String topic, Dialect dialect) {
    return HubConfig.of(
            HubAddress.parse(hubUrl),
            topic,
            new HubConfig.Auth.None(),
            HubConfig.Publish.AUTO,
            switch (dialect) {
              case CAST ->
                  List.of(HubEvent.STATUS_REQUEST, "imagingstudy-open", "imagingstudy-close");
              case FHIRCAST ->
                  List.of(HubEvent.SYNC_ERROR, "ImagingStudy-open", "ImagingStudy-close");
            })
        .withDialect(
            switch (dialect) {
              case CAST -> new org.navicast.cast.json.Dialect.Cast();
              case FHIRCAST -> new org.navicast.cast.json.Dialect.Fhircast("org.navicast");
            });
  }

  @Override
  public void publish() {
    loop.execute(
        () -> {
          client.offer(
              new NaviButton(
                  new Source("pedals", "footswitch"),
                  System.nanoTime(),
                  "left",
                  NaviButton.State.PRESSED,
                  presses.incrementAndGet(),
                  0,
                  250,
                  150,
                  CancelReason.NONE));
          client.flush();
        });
  }

  @Override
  public void stop() {
    var _ = client.close();
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static long epochMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  /** The same as a process of its own, for {@code conformance/run --client}. */
  public static void main(String[] args) throws IOException {
    Dialect dialect = Dialect.valueOf(args[2].toUpperCase(Locale.ROOT));
    try (GatewayClient client = new GatewayClient(args[0], args[1], dialect);
        BufferedReader words =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String word = words.readLine(); word != null; word = words.readLine()) {
        switch (word) {
          case "publish" -> client.publish();
          case "stop" -> client.stop();
          default -> throw new IOException("told " + word + ", which means nothing");
        }
      }
    }
  }
}
