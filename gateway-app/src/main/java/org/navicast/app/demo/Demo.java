package org.navicast.app.demo;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.GatewayConfig;
import org.navicast.app.gateway.EventCounts;
import org.navicast.app.gateway.LinkedGateway;
import org.navicast.app.hub.HubUrl;
import org.navicast.app.hub.Subscriber;
import org.navicast.app.hub.SystemTime;
import org.navicast.app.lifecycle.CloseStack;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.NaviProfile;

/**
 * The whole way in one process: simulated devices on real ptys and sockets, the gateway, a hub, and
 * a subscriber of that hub, which tells what it receives.
 */
public final class Demo {
  private static final List<String> EVENTS =
      List.of(
          NaviButton.NAME,
          NaviMotion.NAME,
          NaviPose.NAME,
          NaviDevice.NAME,
          NaviAction.NAME,
          NaviProfile.NAME);

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SUBSCRIBE_SECONDS = 10;

  /** How long the last events may take to the subscriber. */
  private static final long LAST_EVENTS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final LinkedBlockingQueue<ReceivedEvent> events = new LinkedBlockingQueue<>();
  private final DemoFormat format;
  private final Consumer<String> lines;
  private final DemoReport report;
  private final DemoHub hub;
  private final LinkedGateway gateway;
  private final long startNanos;

  private Demo(
      int port,
      boolean tls,
      boolean json,
      Optional<String> profile,
      Consumer<String> lines,
      CloseStack open)
      throws IOException, ConfigException, InterruptedException {
    this.format = DemoFormat.of(json);
    this.lines = lines;
    this.report = new DemoReport(format, lines);
    this.hub = DemoHub.start(port, tls, open);
    GatewayConfig config =
        profile.isEmpty()
            ? DemoConfig.read(hub.keys(), DemoDevices.plugIn(open).places())
            : DemoConfig.of(profile.get(), hub.keys(), DemoDevices.plugIn(profile.get(), open));
    String topic = config.hub().link().topic();
    lines.accept(format.begins(hub.url(), topic, HubUrl.page(hub.plain(), topic)));
    subscribe(config, open);
    this.startNanos = System.nanoTime();
    this.gateway = open.add(LinkedGateway.start(config, _ -> {}), LinkedGateway::close);
  }

  /**
   * Starts everything; the subscriber before the gateway, so that it misses nothing.
   *
   * @param port of the hub, 0 for any that is free
   * @param tls whether the gateway reaches the hub over TLS
   * @param json whether to tell it to a program rather than a person
   * @param profile one of those that come along, with devices that fit; the usual devices and no
   *     profile where it is empty
   * @param open takes charge of what is started, also where this fails half-way
   */
  public static Demo start(
      int port,
      boolean tls,
      boolean json,
      Optional<String> profile,
      Consumer<String> lines,
      CloseStack open)
      throws IOException, ConfigException, InterruptedException {
    return new Demo(port, tls, json, profile, lines, open);
  }

  private void subscribe(GatewayConfig config, CloseStack open)
      throws IOException, InterruptedException {
    CountDownLatch online = new CountDownLatch(1);
    open.add(
        Subscriber.start(
            hub.plain(),
            config.hub().link().topic(),
            config.hub().link().auth(),
            EVENTS,
            online::countDown,
            event -> ReceivedEvent.of(event, SystemTime.epochMicros()).ifPresent(events::add)),
        Subscriber::close);
    if (!online.await(SUBSCRIBE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("the demo's subscriber did not get through to the demo's hub");
    }
  }

  /**
   * Tells what the subscriber receives.
   *
   * @param nanos for so long
   * @param enough asked once a second whether to end earlier
   */
  public void tell(long nanos, BooleanSupplier enough) throws InterruptedException {
    long nextSecond = startNanos + SECOND_NANOS;
    long now = System.nanoTime();
    while (now - startNanos < nanos) {
      long untilEnd = nanos - (now - startNanos);
      ReceivedEvent event =
          events.poll(Math.min(untilEnd, Math.max(0, nextSecond - now)), TimeUnit.NANOSECONDS);
      if (event != null) {
        report.received(event);
      }
      now = System.nanoTime();
      if (now - nextSecond >= 0) {
        report.everySecond();
        nextSecond += SECOND_NANOS;
        if (enough.getAsBoolean()) {
          return;
        }
      }
    }
  }

  /** Stops the gateway, waits for what it sent last, and tells what all of it amounted to. */
  public void summarize() throws IOException, InterruptedException {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    EventCounts counts = gateway.stop();
    while (report.count() < counts.sent()) {
      ReceivedEvent event = events.poll(LAST_EVENTS_NANOS, TimeUnit.NANOSECONDS);
      if (event == null) {
        break;
      }
      report.received(event);
    }
    report.everySecond();
    lines.accept(format.summary(report.summary(seconds, counts, hub.pauses())));
  }
}
