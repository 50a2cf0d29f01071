package org.navicast.driver.igtlink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** The byte vectors: files of commented hex lines, one message each. */
final class Vectors {

  /** What a tracker sends, in the order of {@link #stream()}. */
  static final List<String> NAMES =
      List.of(
          "transform-v1",
          "image-v2-unknown",
          "transform-v1-zero-time",
          "get-status-v1",
          "transform-v2",
          "transform-v2-empty-metadata",
          "transform-v2-ok",
          "transform-v2-missing",
          "full-fields-v1-unknown",
          "transform-v2-long-name",
          "transform-v2-longer-extension",
          "tdata-v1",
          "tdata-v2",
          "tdata-v1-empty",
          "status-v1-keep-alive",
          "status-v2-fault",
          "status-v1-bare");

  /** How many of them a client of trackers passes over. */
  static final int UNKNOWN = 3;

  private Vectors() {}

  static byte[] bytes(String name) {
    String file = "vectors/" + name + ".hex";
    try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream(file), file)) {
      var hex = new StringBuilder();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> hex.append(line.replace(" ", "")));
      return HexFormat.of().parseHex(hex);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a tracker sends, joined. */
  static byte[] stream() {
    var out = new ByteArrayOutputStream();
    NAMES.forEach(name -> out.writeBytes(bytes(name)));
    return out.toByteArray();
  }
}
