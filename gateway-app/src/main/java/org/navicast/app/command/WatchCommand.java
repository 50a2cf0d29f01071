package org.navicast.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.navicast.app.hub.Subscriber;
import org.navicast.app.lifecycle.AtExit;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.cast.link.HubAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Subscribes to a hub and prints what arrives. */
@Command(
    name = "watch",
    description = "Subscribe to a hub and print what arrives, one JSON line an event.",
    footer = {
      "%nExamples:",
      "  navicast watch --hub http://127.0.0.1:2018/api/hub --topic OR-3",
      "  navicast watch --hub https://hub.example.org/api/hub --topic OR-3 --user me"
          + " --events navi-button,navi-device",
      "%nEnds by Ctrl-C, or after --count events."
    })
final class WatchCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--hub",
      required = true,
      paramLabel = "URL",
      converter = Address.class,
      description = "The hub's address.")
  private HubAddress hub = HubAddress.parse("http://127.0.0.1/");

  @Option(names = "--topic", required = true, paramLabel = "T", description = "The topic.")
  private String topic = "";

  @Option(
      names = "--events",
      split = ",",
      paramLabel = "LIST",
      description = "Names of events, with commas between them; all where it is left out.")
  private List<String> events = Subscriber.ALL_EVENTS;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Log in to the hub's mock authority; not at all where it is left out.")
  private String user = "";

  @Option(names = "--count", paramLabel = "N", description = "End after so many events.")
  private long count = Long.MAX_VALUE;

  WatchCommand(Console console) {
    this.console = console;
  }

  /** Taken as every command takes it that prints data, though this one prints nothing else. */
  @Option(names = "--json", description = "As without it: what it prints is JSON.")
  void json(boolean wanted) {}

  @Override
  public Integer call() throws InterruptedException {
    HubConfig.Auth auth =
        user.isEmpty() ? new HubConfig.Auth.None() : new HubConfig.Auth.Mock(user);
    // A terminal that was stopped must not stop the hub: what does not fit is dropped and counted.
    LineQueue lines = new LineQueue(console);
    Subscriber subscriber =
        Subscriber.start(hub, topic, auth, events, () -> {}, event -> lines.offer(line(event)));
    try (AtExit _ = AtExit.run(subscriber::close)) {
      for (long printed = 0; printed < count && !console.closed(); printed++) {
        lines.printNext();
      }
    }
    return ExitCode.OK;
  }

  private static String line(HubEvent event) {
    return Json.line(event.envelope());
  }

  /** Reads the address of a hub. */
  static final class Address implements ITypeConverter<HubAddress> {
    @Override
    public HubAddress convert(String url) {
      try {
        return HubAddress.parse(url);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'" + url + "' is not the address of a hub; " + e.getMessage());
      }
    }
  }
}
