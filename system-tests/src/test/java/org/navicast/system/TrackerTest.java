package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An OpenIGTLink server, whose bytes are put together here after the specification. */
class TrackerTest {
  private static final long CRC_POLYNOMIAL = 0x42F0E1EBA9EA3693L;

  @TempDir Path folder;

  @Test
  void posesArriveThoughTheServerSplitsMessagesAndComesAndGoes() throws Exception {
    try (ServerSocket server = listen();
        Plant plant = Plant.start(folder, device("tracker", server))) {
      try (Socket client = server.accept()) {
        plant.viewer().awaitDevice("tracker", "connected");
        byte[] message = transform("StylusToReference", 10.5f, -20, 30);
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

        byte[] broken = transform("StylusToReference", 99, 99, 99);
        broken[100] ^= 1;
        client.getOutputStream().write(broken);
        client.getOutputStream().write(transform("StylusToReference", Float.NaN, 0, 0));
        JsonNode invalid = plant.viewer().await("navi-pose", _ -> true).resource();
        assertThat(invalid.path("tools").path(0).path("status").asString()).isEqualTo("invalid");
      }
      plant.viewer().awaitDevice("tracker", "lost");
      try (Socket client = server.accept()) {
        plant.viewer().awaitDevice("tracker", "connected");
        client.getOutputStream().write(transform("StylusToReference", 1, 2, 3));
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
          next.getOutputStream().write(transform("PointerToPatient", 4, 5, 6));
          camera.getOutputStream().write(transform("StylusToReference", 1, 2, 3));
          assertThat(awaitPoseOf(plant, "brainlab").path("frame").asString()).isEqualTo("Patient");
          camera.getOutputStream().write(transform("StylusToReference", 1, 2, 3));
          assertThat(awaitPoseOf(plant, "camera").path("frame").asString()).isEqualTo("Reference");
          assertThat(next.getInputStream().available()).as("bytes of a greeting").isZero();
        }
      }
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

  /** Header version 1, no timestamp, the identity rotation. */
  private static byte[] transform(String name, float x, float y, float z) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream content = new DataOutputStream(body);
    for (float value : new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1, x, y, z}) {
      content.writeFloat(value);
    }
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    DataOutputStream header = new DataOutputStream(message);
    header.writeShort(1);
    header.write(Arrays.copyOf("TRANSFORM".getBytes(StandardCharsets.US_ASCII), 12));
    header.write(Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), 20));
    header.writeLong(0);
    header.writeLong(body.size());
    header.writeLong(crc64(body.toByteArray()));
    header.write(body.toByteArray());
    return message.toByteArray();
  }

  private static long crc64(byte[] bytes) {
    long crc = 0;
    for (byte b : bytes) {
      crc ^= (long) b << 56;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc < 0 ? crc << 1 ^ CRC_POLYNOMIAL : crc << 1;
      }
    }
    return crc;
  }
}
