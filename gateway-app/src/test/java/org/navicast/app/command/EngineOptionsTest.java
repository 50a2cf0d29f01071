package org.navicast.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EngineOptionsTest {
  private static final String SERVER = "tls://nats.example.org";

  @TempDir Path folder;

  private static EngineOptions of(String... arguments) {
    return CommandLine.populateCommand(new EngineOptions(), arguments);
  }

  private static String refusal(Map<String, String> environment, String... arguments) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> of(arguments).engine(environment::get))
            .getMessage());
  }

  private Path secret(String text, String mode) throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void aHubIsAloneUnlessToldOtherwise() {
    assertTrue(of().engine(_ -> null).isEmpty());
    assertEquals(
        "tls://nats.example.org:4222",
        of("--engine", SERVER).engine(_ -> null).orElseThrow().description());
  }

  @Test
  void aSecretComesByAFileOrByTheEnvironment() throws Exception {
    Path token = secret("s3cret\n", "rw-------");
    assertTrue(
        of("--engine", SERVER, "--engine-token-file", token.toString())
            .engine(_ -> null)
            .isPresent());
    Map<String, String> environment = Map.of("NAVICAST_ENGINE_TOKEN", "s3cret");
    assertTrue(of("--engine", SERVER).engine(environment::get).isPresent());
    String plain = refusal(environment, "--engine", "nats://nats.example.org");
    assertTrue(plain.contains("in the clear"), plain);
    assertFalse(plain.contains("s3cret"), plain);
  }

  @Test
  void aSecretThatOthersMayReadIsRefused() throws Exception {
    Path token = secret("s3cret\n", "rw-r--r--");
    String why = refusal(Map.of(), "--engine", SERVER, "--engine-token-file", token.toString());
    assertTrue(why.startsWith("--engine: " + token), why);
    assertFalse(why.contains("s3cret"), why);
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() throws Exception {
    assertEquals(
        "--engine-… belongs to --engine; give it as well",
        refusal(Map.of(), "--engine-ca", "ca.crt"));
    String both =
        refusal(
            Map.of("NAVICAST_ENGINE_TOKEN", "a", "NAVICAST_ENGINE_NKEY", "b"), "--engine", SERVER);
    assertTrue(both.contains("want one of the two"), both);
    String seed = refusal(Map.of("NAVICAST_ENGINE_NKEY", "SUGUESS"), "--engine", SERVER);
    assertTrue(seed.startsWith("--engine: NAVICAST_ENGINE_NKEY is no seed"), seed);
    assertFalse(seed.contains("SUGUESS"), seed);
    assertTrue(
        refusal(Map.of(), "--engine", "nats.example.org").startsWith("--engine: "), "no scheme");
  }
}
