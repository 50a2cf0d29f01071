package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** A hub and a gateway, each a process of its own, and a viewer on that hub. */
final class Plant implements AutoCloseable {
  static final String TOPIC = "OR-3";

  private AppProcess hub;
  private final int port;
  private final AppProcess gateway;
  private final Viewers viewers;
  private TestSubscriber viewer;

  /** What kind of viewer it is. */
  @FunctionalInterface
  private interface Viewers {
    TestSubscriber of(String hubUrl, String topic) throws Exception;

    default TestSubscriber at(int port) throws Exception {
      return of("http://127.0.0.1:" + port, TOPIC);
    }
  }

  /** Starts the program. */
  @FunctionalInterface
  private interface Program {
    AppProcess start(String... arguments) throws Exception;
  }

  private Plant(
      AppProcess hub, int port, AppProcess gateway, Viewers viewers, TestSubscriber viewer) {
    this.hub = hub;
    this.port = port;
    this.gateway = gateway;
    this.viewers = viewers;
    this.viewer = viewer;
  }

  /**
   * Starts all of it; returns when the viewer listens, with the gateway still on its way.
   *
   * @param devices the {@code devices:} part of the configuration
   */
  static Plant start(Path folder, String devices) throws Exception {
    return start(folder, devices, "", TestSubscriber::of);
  }

  /**
   * The same with a profile.
   *
   * @param profile the content of its file
   */
  static Plant start(Path folder, String devices, String profile) throws Exception {
    Files.writeString(folder.resolve("mine.yaml"), profile);
    return start(folder, devices, "profile-file: mine.yaml", TestSubscriber::of);
  }

  /**
   * The same.
   *
   * @param more keys of the root of the configuration
   */
  static Plant startWith(Path folder, String devices, String more) throws Exception {
    return start(folder, devices, more, TestSubscriber::of);
  }

  /** The same with a viewer that answers when it is asked how it is. */
  static Plant startAnswering(String items, Path folder, String devices, String profile)
      throws Exception {
    Files.writeString(folder.resolve("mine.yaml"), profile);
    return start(
        folder,
        devices,
        "profile-file: mine.yaml",
        (hubUrl, topic) -> TestSubscriber.answering(items, hubUrl, topic));
  }

  /** The same with a viewer that only counts poses. */
  static Plant startTallyingPoses(Path folder, String devices) throws Exception {
    return start(folder, devices, "", TestSubscriber::tallyingPoses);
  }

  /** The same with a gateway that logs to a file of its own. */
  static Plant startLoggingTo(Path log, Path folder, String devices) throws Exception {
    return start(
        folder,
        devices,
        "",
        TestSubscriber::of,
        arguments -> AppProcess.startLoggingTo(log, arguments));
  }

  /** The same with a gateway that has more in its environment. */
  static Plant start(Path folder, String devices, Map<String, String> environment)
      throws Exception {
    return start(
        folder,
        devices,
        "",
        TestSubscriber::of,
        arguments -> AppProcess.start(environment, arguments));
  }

  /**
   * The same with a gateway that its user may look into.
   *
   * @param runtime the folder of its socket
   */
  static Plant startControlled(Path runtime, Path folder, String devices, String profile)
      throws Exception {
    Files.writeString(folder.resolve("mine.yaml"), profile);
    return start(
        folder,
        devices,
        "profile-file: mine.yaml",
        TestSubscriber::of,
        arguments ->
            AppProcess.start(
                Map.of("XDG_RUNTIME_DIR", runtime.toString()),
                Stream.concat(Stream.of(arguments), Stream.of("--control"))
                    .toArray(String[]::new)));
  }

  /** The same with a gateway that watches its files. */
  static Plant startWatching(Path folder, String devices) throws Exception {
    return start(
        folder,
        devices,
        "",
        TestSubscriber::of,
        arguments ->
            AppProcess.start(
                Stream.concat(Stream.of(arguments), Stream.of("--watch")).toArray(String[]::new)));
  }

  private static Plant start(Path folder, String devices, String more, Viewers viewers)
      throws Exception {
    return start(folder, devices, more, viewers, AppProcess::start);
  }

  private static Plant start(
      Path folder, String devices, String more, Viewers viewers, Program program) throws Exception {
    AppProcess hub = AppProcess.start("hub", "--port", "0", "--json");
    String line = hub.awaitLine(l -> l.contains("\"url\""));
    int port = Integer.parseInt(line.replaceFirst(".*127\\.0\\.0\\.1:(\\d+).*", "$1"));
    Path config = folder.resolve("gateway.yaml");
    Files.writeString(
        config,
        """
        gateway: or-3
        hub:
          url: http://127.0.0.1:%d/api/hub
          topic: %s
          auth: mock
          user: or-3
        %s
        devices:
        %s\
        """
            .formatted(port, TOPIC, more, devices.indent(2)));
    TestSubscriber viewer = viewers.at(port);
    AppProcess gateway = program.start("run", "--config", config.toString());
    return new Plant(hub, port, gateway, viewers, viewer);
  }

  /** Where the hub is. */
  String hubUrl() {
    return "http://127.0.0.1:" + port + "/api/hub";
  }

  TestSubscriber viewer() {
    return viewer;
  }

  AppProcess gateway() {
    return gateway;
  }

  AppProcess hub() {
    return hub;
  }

  /** Somebody deletes all subscriptions of the hub; the viewer comes back at once. */
  void deleteSubscriptions() throws Exception {
    viewer.deleteSubscriptions();
    viewer.close();
    viewer = viewers.at(port);
  }

  /** The hub is killed as by a power cut. */
  void killHub() throws InterruptedException {
    hub.kill();
    viewer.close();
  }

  /** The hub is there again, at the same place, knowing nobody; the viewer comes back first. */
  void restartHub() throws Exception {
    hub = AppProcess.start("hub", "--port", Integer.toString(port));
    hub.awaitLine(line -> line.contains("hub is at"));
    viewer = viewers.at(port);
  }

  /** The hub forgets everybody; the viewer comes back at once. */
  void resetHub() throws Exception {
    resetHub(false);
  }

  /**
   * The same.
   *
   * @param singleUser whether its login gives everybody one topic from now on
   */
  void resetHub(boolean singleUser) throws Exception {
    viewer.resetHub(singleUser);
    viewer.close();
    viewer = viewers.at(port);
  }

  /** Waits until the gateway answers on the hub, and so its events flow. */
  void awaitGateway(Duration patience) throws Exception {
    long until = System.nanoTime() + patience.toNanos();
    while (viewer.requestStatus().path("responses").isEmpty()) {
      assertThat(System.nanoTime()).as("gateway online within " + patience).isLessThan(until);
      Thread.sleep(20);
    }
  }

  /**
   * Waits until the gateway has done its work once. Loading its classes for that counts as a
   * standstill, and what is pressed meanwhile is rightly not told.
   */
  void awaitWarm() throws Exception {
    awaitGateway(Duration.ofSeconds(20));
    Thread.sleep(1_000);
  }

  @Override
  public void close() throws InterruptedException {
    try (AppProcess _ = hub;
        AppProcess _ = gateway) {
      viewer.close();
    }
  }
}
