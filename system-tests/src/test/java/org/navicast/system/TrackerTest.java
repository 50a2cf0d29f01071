package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** OpenIGTLink servers and a gateway, on to a viewer. */
class TrackerTest {
  @TempDir Path folder;

  @Test
  void posesArriveThoughTheServerSplitsMessagesAndComesAndGoes() throws Exception {
    try (ServerSocket server = listen();
        Plant plant = Plant.start(folder, device("tracker", server))) {
      try (Socket client = server.accept()) {
        plant.viewer().awaitDevice("tracker", "connected");
        plant.awaitWarm();
        byte[] message = IgtlMessages.transform("StylusToReference", 10.5f, -20, 30);
        client.getOutputStream().write(message, 0, 70);
        client.getOutputStream().flush();
        client.getOutputStream().write(message, 70, message.length - 70);
        JsonNode pose = plant.viewer().await("navi-pose", _ -> true).resource();
        assertThat(pose.path("frame").asString()).isEqualTo("Reference");
        JsonNode tool = pose.path("tools").path(0);
        assertThat(tool.path("name").asString()).isEqualTo("Stylus");
        assertThat(tool.path("status").asString()).isEqualTo("ok");
        assertThat(tool.path("position").path(0).asDouble()).isEqualTo(10.5, within(1e-3));
        assertThat(tool.path("position").path(1).asDouble()).isEqualTo(-20, within(1e-3));
        assertThat(tool.path("orientation").path(3).asDouble()).isEqualTo(1, within(1e-6));

        byte[] broken = IgtlMessages.transform("StylusToReference", 99, 99, 99);
        broken[100] ^= 1;
        client.getOutputStream().write(broken);
        client
            .getOutputStream()
            .write(IgtlMessages.transform("StylusToReference", Float.NaN, 0, 0));
        JsonNode invalid = plant.viewer().await("navi-pose", _ -> true).resource();
        assertThat(invalid.path("tools").path(0).path("status").asString()).isEqualTo("invalid");
      }
      plant.viewer().awaitDevice("tracker", "lost");
      try (Socket client = server.accept()) {
        plant.viewer().awaitDevice("tracker", "connected");
        client.getOutputStream().write(IgtlMessages.transform("StylusToReference", 1, 2, 3));
        plant
            .viewer()
            .await(
                "navi-pose", r -> r.path("tools").path(0).path("position").path(2).asDouble() == 3);
      }
    }
  }

  @Test
  void twoServersAtOnceAreTwoDevicesAndOneThatChokesOnVersion2IsGreetedInVersion1()
      throws Exception {
    try (ServerSocket modern = listen();
        ServerSocket old = listen();
        Plant plant = Plant.start(folder, device("camera", modern) + device("brainlab", old))) {
      try (Socket camera = modern.accept();
          Socket choking = old.accept()) {
        assertThat(choking.getInputStream().readNBytes(2)).containsExactly(0, 2);
        choking.setSoLinger(true, 0); // a reset
        choking.close();
        try (Socket next = old.accept()) {
          plant
              .viewer()
              .awaitDevice("camera", "connected"); // poses of before the link are not told
          plant.awaitWarm();
          next.getOutputStream().write(IgtlMessages.transform("PointerToPatient", 4, 5, 6));
          camera.getOutputStream().write(IgtlMessages.transform("StylusToReference", 1, 2, 3));
          assertThat(awaitPoseOf(plant, "brainlab").path("frame").asString()).isEqualTo("Patient");
          camera.getOutputStream().write(IgtlMessages.transform("StylusToReference", 1, 2, 3));
          assertThat(awaitPoseOf(plant, "camera").path("frame").asString()).isEqualTo("Reference");
          assertThat(next.getInputStream().readNBytes(2))
              .as("asked again, once it was heard")
              .containsExactly(0, 2);
        }
      }
    }
  }

  @Test
  void theStatusTellsHowATrackerSends() throws Exception {
    try (ServerSocket server = listen();
        Plant plant = Plant.start(folder, device("camera", server));
        Socket client = server.accept()) {
      plant.viewer().awaitDevice("camera", "connected");
      byte[] broken = IgtlMessages.transform("StylusToReference", 99, 99, 99);
      broken[100] ^= 1;
      client.getOutputStream().write(broken);
      client.getOutputStream().write(IgtlMessages.transform("NeedleToReference", Float.NaN, 0, 0));
      JsonNode status = plant.viewer().status();
      assertThat(status.has("clock-offset.camera")).as("without a time").isFalse();
      while (!status.has("rate.camera.StylusToReference")) { // after a second
        Instant inHalfAnHour = Instant.now().plusSeconds(1_800);
        client
            .getOutputStream()
            .write(IgtlMessages.transform("StylusToReference", inHalfAnHour, "OK", 1, 2, 3));
        Thread.sleep(10);
        status = plant.viewer().status();
      }
      assertThat(status.path("rate.camera.StylusToReference").asLong()).isBetween(1L, 100L);
      assertThat(status.path("jitter.camera.StylusToReference").asLong()).isLessThan(1_000_000);
      assertThat(status.path("clock-offset.camera").asLong())
          .isBetween(-1_800_000_000L, -1_799_000_000L);
      assertThat(status.path("refused-poses.camera").asLong()).isEqualTo(1);
      assertThat(status.path("wrong-checksums.camera").asLong()).isEqualTo(1);
      assertThat(status.path("malformed.camera").asLong()).isZero();
      assertThat(status.path("doubt.camera.1").asString())
          .startsWith("it sends messages with a wrong checksum");
    }
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static String device(String name, ServerSocket server) {
    return """
    - name: %s
      driver: tracker-igtlink
      host: 127.0.0.1
      port: %d
    """
        .formatted(name, server.getLocalPort());
  }

  private static JsonNode awaitPoseOf(Plant plant, String device) throws InterruptedException {
    return plant
        .viewer()
        .await("navi-pose", pose -> pose.path("device").asString().equals(device))
        .resource();
  }
}
