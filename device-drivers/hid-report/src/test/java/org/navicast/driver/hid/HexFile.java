package org.navicast.driver.hid;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;

/** Data files beside the tests; what follows a # is for people. */
public final class HexFile {
  private HexFile() {}

  /** The descriptor of a device, by its name. */
  public static byte[] descriptor(String name) {
    return bytes(String.join("", lines(name + ".hex")));
  }

  public static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  static List<String> lines(String file) {
    try (InputStream in = HexFile.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException("there is no " + file);
      }
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
