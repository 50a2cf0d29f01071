package org.navicast.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.simulator.Pty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The figures of a gateway at work, read by Prometheus' own parser. */
@EnabledOnOs(OS.LINUX)
class FiguresTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Debian's, which knows Debian's packages. */
  private static final String PYTHON = "/usr/bin/python3";

  private static final Path READER = Path.of("src/test/resources/figures/read.py");
  private static final Path DASHBOARD = Path.of("../docs/figures-dashboard.json");

  @TempDir Path folder;

  @Test
  void aPressIsCountedWithItsAgeAndThePedalWithItsReports() throws Exception {
    assumeParser();
    Path file = folder.resolve("navicast.prom");
    try (Pty line = Pty.open();
        Plant plant = start(line, file)) {
      plant.viewer().awaitDevice("pedals", "connected");
      plant.awaitWarm();
      line.write("L1\n".getBytes(US_ASCII));
      plant.viewer().awaitButton("left", "pressed");
      line.write("L0\n".getBytes(US_ASCII));
      plant.viewer().awaitButton("left", "released");

      List<JsonNode> figures =
          await(
              file,
              all ->
                  value(all, "navicast_device_reports_total", "device", "pedals") >= 2
                      && value(all, "navicast_event_age_seconds_count", "event", "navi-button")
                          >= 2);
      assertThat(value(figures, "navicast_hub_online")).isEqualTo(1);
      assertThat(value(figures, "navicast_device_connected", "kind", "footswitch")).isEqualTo(1);
      assertThat(value(figures, "navicast_events_total", "event", "navi-button", "fate", "sent"))
          .isGreaterThanOrEqualTo(2);
      assertThat(value(figures, "navicast_events_total", "event", "navi-button", "fate", "late"))
          .isZero();
      assertThat(
              value(
                  figures,
                  "navicast_event_age_seconds_bucket",
                  "event",
                  "navi-button",
                  "le",
                  "0.15"))
          .isEqualTo(value(figures, "navicast_event_age_seconds_count", "event", "navi-button"));
      assertThat(value(figures, "navicast_hub_state_changes_total", "state", "online"))
          .isEqualTo(1);
      assertThat(figures)
          .allSatisfy(sample -> assertThat(sample.path("type").asString()).isNotEqualTo("untyped"))
          .allSatisfy(sample -> assertThat(sample.path("help").asString()).isNotBlank());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .as("the exporter is another user")
          .isEqualTo("rw-r--r--");
      assertThat(Files.readString(file)).doesNotContain(Plant.TOPIC).doesNotContain("127.0.0.1");

      plant.gateway().terminate();
      plant.gateway().awaitExit();
      assertThat(file).as("nobody shall read what is no longer true").doesNotExist();
    }
  }

  @Test
  void whatTheDashboardAsksForIsWritten() throws Exception {
    assumeParser();
    Path file = folder.resolve("navicast.prom");
    try (Pty line = Pty.open();
        Plant plant = start(line, file)) {
      plant.viewer().awaitDevice("pedals", "connected");
      plant.awaitWarm();
      Set<String> asked = asked(JSON.readTree(Files.readString(DASHBOARD)));
      assertThat(asked).hasSizeGreaterThan(10);
      List<JsonNode> figures =
          await(file, all -> value(all, "navicast_hub_round_trip_seconds") > 0);
      assertThat(figures.stream().map(sample -> sample.path("name").asString()).toList())
          .containsAll(asked);
    }
  }

  @Test
  void aFolderThatIsNotThereIsNamedOnceAndTheGatewayGoesOn() throws Exception {
    Path file = folder.resolve("nowhere/navicast.prom");
    try (Pty line = Pty.open();
        Plant plant = start(line, file)) {
      plant.gateway().awaitLine(l -> l.contains("figures: " + file + " cannot be written"));
      plant.viewer().awaitDevice("pedals", "connected");
      Thread.sleep(2_100);
      assertThat(plant.gateway().output())
          .containsOnlyOnce("cannot be written: no such folder; its folder must be there");
    }
  }

  @Test
  void aCollectorIsToldTheSameByOtlp() throws Exception {
    try (OtlpReceiver collector = new OtlpReceiver();
        Pty line = Pty.open();
        Plant plant =
            Plant.startWith(
                folder,
                pedals(line),
                "figures: { otlp: %s, every-seconds: 1 }".formatted(collector.address()))) {
      plant.viewer().awaitDevice("pedals", "connected");
      plant.awaitWarm();
      line.write("L1\nL0\n".getBytes(US_ASCII));
      plant.viewer().awaitButton("left", "released");

      Metric reports =
          collector.await(
              "navicast_device_reports",
              metric -> metric.getSum().getDataPoints(0).getAsDouble() >= 2);
      assertThat(reports.getSum().getIsMonotonic()).isTrue();
      assertThat(reports.getSum().getDataPoints(0).getAttributes(0).getValue().getStringValue())
          .isEqualTo("pedals");
      Metric ages =
          collector.await(
              "navicast_event_age_seconds",
              metric ->
                  metric.getHistogram().getDataPointsList().stream()
                      .anyMatch(point -> point.getCount() >= 2));
      assertThat(ages.getUnit()).isEqualTo("s");
      assertThat(ages.getHistogram().getDataPoints(0).getBucketCountsCount())
          .isEqualTo(ages.getHistogram().getDataPoints(0).getExplicitBoundsCount() + 1);
      collector.await(
          "navicast_hub_online", metric -> metric.getGauge().getDataPoints(0).getAsDouble() == 1);
      assertThat(collector.resource())
          .containsEntry("service.name", "navicast-gateway")
          .containsEntry("service.instance.id", "or-3");

      collector.close();
      plant
          .gateway()
          .awaitLine(l -> l.contains("figures: " + collector.address() + " cannot be written: "));
      line.write("L1\n".getBytes(US_ASCII));
      plant.viewer().awaitButton("left", "pressed");
      assertThat(plant.gateway().output()).doesNotContain("io.opentelemetry");
    }
  }

  @Test
  void whatNobodyAskedForIsNotEvenLoaded() throws Exception {
    Path loaded = folder.resolve("loaded.txt");
    try (Pty line = Pty.open();
        Plant plant =
            Plant.start(
                folder,
                pedals(line),
                Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded))) {
      plant.viewer().awaitDevice("pedals", "connected");
      line.write("L1\nL0\n".getBytes(US_ASCII));
      plant.viewer().awaitButton("left", "released");
      assertThat(Files.readString(loaded))
          .contains("] org.navicast.app.gateway.LinkedGateway ")
          .doesNotContain(
              "] io.prometheus.",
              "] io.opentelemetry.",
              "] org.HdrHistogram.",
              "] org.jline.",
              "] java.net.http.");
    }
  }

  private Plant start(Pty line, Path file) throws Exception {
    return Plant.startWith(
        folder, pedals(line), "figures: { textfile: %s, every-seconds: 1 }".formatted(file));
  }

  private static String pedals(Pty line) {
    return """
    - name: pedals
      driver: footswitch-serial
      port: %s
      pedals:
        - { control: left, pressed: "L1", released: "L0" }
    """
        .formatted(line.path());
  }

  private static void assumeParser() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of(PYTHON)), "python3 is not installed");
    Process tried =
        new ProcessBuilder(PYTHON, "-c", "import prometheus_client.parser")
            .redirectErrorStream(true)
            .start();
    tried.getInputStream().readAllBytes();
    Assumptions.assumeTrue(tried.waitFor() == 0, "python3-prometheus-client is not installed");
  }

  private static List<JsonNode> await(Path file, Predicate<List<JsonNode>> wanted)
      throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<JsonNode> all = Files.exists(file) ? read(file) : List.of();
      if (wanted.test(all)) {
        return all;
      }
      assertThat(System.nanoTime()).as("the figures so far:\n" + all).isLessThan(until);
      Thread.sleep(200);
    }
  }

  private static List<JsonNode> read(Path file) throws IOException, InterruptedException {
    Process parser =
        new ProcessBuilder(PYTHON, READER.toString(), file.toString())
            .redirectErrorStream(true)
            .start();
    List<String> lines = new String(parser.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertThat(parser.waitFor()).as("the parser said: " + lines).isZero();
    List<JsonNode> samples = new ArrayList<>();
    lines.forEach(each -> samples.add(JSON.readTree(each)));
    return samples;
  }

  /** The value with these labels; -1 where there is none. */
  private static double value(List<JsonNode> samples, String name, String... labels) {
    return samples.stream()
        .filter(sample -> sample.path("name").asString().equals(name) && has(sample, labels))
        .mapToDouble(sample -> Double.parseDouble(sample.path("value").asString()))
        .findFirst()
        .orElse(-1);
  }

  private static boolean has(JsonNode sample, String... labels) {
    for (int i = 0; i < labels.length; i += 2) {
      if (!sample.path("labels").path(labels[i]).asString("").equals(labels[i + 1])) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> asked(JsonNode dashboard) {
    Set<String> queries = new HashSet<>();
    dashboard.findValues("expr").forEach(query -> queries.add(query.asString()));
    return queries.stream()
        .flatMap(
            query -> {
              Matcher names = Pattern.compile("navicast_[a-z_]+").matcher(query);
              return names.results().map(match -> match.group());
            })
        .collect(Collectors.toSet());
  }
}
