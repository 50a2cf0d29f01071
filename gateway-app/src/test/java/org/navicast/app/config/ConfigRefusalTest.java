package org.navicast.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each bad file in the folder {@code bad} is refused with exactly the lines beside it. */
final class ConfigRefusalTest {

  @TestFactory
  Stream<DynamicTest> everyBadFileIsRefusedInTheseWords() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(ConfigRefusalTest.class.getResource("bad")).toURI());
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> !file.toString().endsWith(".expected")).sorted().toList();
    }
    assertFalse(files.isEmpty());
    return files.stream()
        .map(
            file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> check(file)));
  }

  private static void check(Path file) throws IOException {
    Path expected = Path.of(file.toString().replaceFirst("\\.(yaml|toml)$", ".expected"));
    ConfigException refusal =
        assertThrows(
            ConfigException.class, () -> new ConfigReader(TestDrivers.catalog()).read(file));
    String told = String.valueOf(refusal.getMessage()).replace(file.toString(), "FILE");
    assertEquals(Files.readString(expected).strip(), told);
  }
}
