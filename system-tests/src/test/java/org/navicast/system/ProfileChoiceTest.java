package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.navicast.system.SerialPedals.pedalsAt;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.simulator.Pty;

/** Another profile by what is open. */
class ProfileChoiceTest {
  private static final String CONFIG =
      """
      profile-file: reading.yaml
      profile-when:
        - { modality: [XA], profile-file: angio.yaml }
      """;

  private static final String STUDY =
      "[{\"key\":\"study\",\"resource\":{\"resourceType\":\"ImagingStudy\",\"id\":\"1.2.840.1\","
          + "\"modality\":[{\"code\":\"XA\"}]}}]";

  @TempDir Path folder;

  @Test
  void aStudyBringsItsProfileAndTheCutOfTheLinkTakesItBack() throws Exception {
    profile("reading", "slice.next");
    profile("angio", "cine.toggle");
    try (Pty line = Pty.open();
        Plant plant = Plant.startWith(folder, pedalsAt(line.path()), CONFIG)) {
      plant.viewer().awaitDevice("pedals", "connected");
      plant.awaitWarm();
      plant.viewer().publish("imagingstudy-open", STUDY);
      assertThat(
              plant
                  .viewer()
                  .await("navi-profile", r -> r.path("profile").asString().equals("angio"))
                  .resource()
                  .path("reason")
                  .asString())
          .isEqualTo("a study of XA is open");
      plant.gateway().awaitLine(l -> l.contains("profile angio is on: a study of XA is open"));

      plant.killHub();
      plant.gateway().awaitLine(l -> l.contains("profile reading is on: what another"));
      plant.restartHub();
      plant.awaitGateway(Duration.ofSeconds(20));
      assertThat(plant.viewer().status().path("profile").asString()).isEqualTo("reading");
      assertThat(plant.gateway().output()).doesNotContain("1.2.840.1");
    }
  }

  private void profile(String name, String action) throws Exception {
    Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        profile: %s
        modes: [ { name: only, pedals: { left: { press: %s } } } ]
        """
            .formatted(name, action));
  }
}
