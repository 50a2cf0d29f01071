package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.navicast.system.SerialPedals.pedalsAt;
import static org.navicast.system.SerialPedals.write;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.simulator.Pty;
import tools.jackson.databind.JsonNode;

/** What viewers say of themselves, and what the gateway makes of it. */
class ViewersTest {
  private static final String PROFILE =
      """
      profile: mine
      modes:
        - name: read
          pedals:
            left: { press: slice.next }
            right: { press: view.reset, hold: { action: slice.scroll, value: -0.5 } }
      """;

  @TempDir Path folder;

  @Test
  void whileAllViewersThatUnderstandArePausedNothingStarts() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, pedalsAt(line.path()), PROFILE)) {
      plant.viewer().awaitDevice("pedals", "connected");
      plant.awaitWarm();
      assertThat(status(plant, "understood")).isEqualTo("not known");
      viewer(plant, "active", "\"slice.next\",\"slice.scroll\"");
      plant.gateway().awaitLine(l -> l.contains("no viewer understands view.reset,"));
      JsonNode told =
          plant
              .viewer()
              .await(
                  "navi-profile",
                  r -> r.path("bindings").path(0).path("understood").asBoolean(false))
              .resource();
      assertThat(told.path("bindings").toString()).contains("\"understood\":false");
      assertThat(status(plant, "understood")).isEqualTo("all but view.reset");
      assertThat(status(plant, "viewer.1")).startsWith("Some").contains("active, 2 actions");

      press(plant, line, "R");
      viewer(plant, "paused", "\"slice.next\",\"slice.scroll\"");
      JsonNode cancelled =
          plant
              .viewer()
              .await("navi-action", r -> r.path("reason").asString().equals("viewer-paused"))
              .resource();
      assertThat(cancelled.path("reason").asString()).isEqualTo("viewer-paused");
      plant.gateway().awaitLine(l -> l.contains("all viewers that understand"));
      assertThat(status(plant, "actions")).isEqualTo("paused");
      write(line, "R0\nL1\n");
      assertThat(plant.viewer().inputsWithin(Duration.ofMillis(500)))
          .noneMatch(event -> event.has("action"));
      write(line, "L0\n");

      viewer(plant, "leaving", "");
      plant.gateway().awaitLine(l -> l.contains("a viewer acts again"));
      press(plant, line, "L");
      assertThat(plant.gateway().output())
          .containsOnlyOnce("no viewer understands")
          .doesNotContain("Doe", "\u001b[31m");
    }
  }

  @Test
  void whoIsThereAlreadyIsAskedWhatItUnderstands() throws Exception {
    String items =
        "[{\"key\":\"navicast.actions\",\"value\":\"slice.next,view.reset,slice.scroll\"},"
            + "{\"key\":\"navicast.lease-millis\",\"value\":250},"
            + "{\"key\":\"navicast.active\",\"value\":false},"
            + "{\"key\":\"navicast.paused\",\"value\":true}]";
    try (Pty line = Pty.open();
        Plant plant = Plant.startAnswering(items, folder, pedalsAt(line.path()), PROFILE)) {
      plant.viewer().awaitDevice("pedals", "connected");
      plant.gateway().awaitLine(l -> l.contains("all viewers that understand"));
      assertThat(status(plant, "understood")).isEqualTo("all");
      assertThat(status(plant, "viewer.1"))
          .isEqualTo("Test viewer: paused, 3 actions, lease 250 ms");
    }
  }

  /** Until something comes of it: a press of which a busy machine does not know the age is none. */
  private static void press(Plant plant, Pty line, String pedal) throws Exception {
    for (int i = 0; i < 10; i++) {
      write(line, pedal + "1\n");
      if (plant.viewer().inputsWithin(Duration.ofSeconds(1)).stream()
          .anyMatch(event -> event.has("action"))) {
        return;
      }
      write(line, pedal + "0\n");
    }
    throw new AssertionError("nothing comes of " + pedal);
  }

  private static String status(Plant plant, String key) throws Exception {
    return plant.viewer().status().path(key).asString();
  }

  private static void viewer(Plant plant, String state, String actions) throws Exception {
    plant
        .viewer()
        .publish(
            "navi-viewer",
            """
            [{"key":"navicast-viewer","resource":{"viewer":"Doe^John","product":"Some\\u001b[31m",
              "state":"%s","actions":[%s],"leaseMillis":250}}]
            """
                .formatted(state, actions));
  }
}
