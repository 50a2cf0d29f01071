package org.navicast.app.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileReferenceTest {
  private static final String YAML =
      """
      gateway: or-3
      hub:
        secret-file: or-3.secret
        login-file: or-3.login
        tls: { ca-file: /etc/ca.pem, key-file: keys/or-3.key }
      devices:
        - { name: file, frames: [ { file: tip.yaml }, { matrix: [1] } ] }
      """;

  @Test
  void everyFileThatIsReadIsFoundWithItsPlace() throws ConfigException {
    assertEquals(
        List.of(
            new FileReference(new Position(3, 3), "hub.secret-file", "or-3.secret", true),
            new FileReference(new Position(5, 10), "hub.tls.ca-file", "/etc/ca.pem", false),
            new FileReference(new Position(5, 32), "hub.tls.key-file", "keys/or-3.key", true),
            new FileReference(new Position(7, 31), "devices[0].frames[0].file", "tip.yaml", false)),
        FileReference.all("navicast.yaml", YAML.getBytes(UTF_8)));
  }

  @Test
  void theNamesInAFileBeginAtItsFolder(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("or-3.yaml"), YAML);

    String root = ConfigFile.read(file).root().toString();

    assertEquals(
        ConfigFile.parse("or-3.yaml", YAML)
            .root()
            .toString()
            .replace("or-3.secret", folder.resolve("or-3.secret").toString())
            .replace("or-3.login", folder.resolve("or-3.login").toString())
            .replace("keys/or-3.key", folder.resolve("keys/or-3.key").toString())
            .replace("tip.yaml", folder.resolve("tip.yaml").toString()),
        root);
  }

  @Test
  void whatAnEditorOfWindowsMakesOfItIsReadTheSame(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("or-3.yaml");
    Files.writeString(file, "\uFEFF" + YAML.replace("\n", "\r\n"));
    Path plain = Files.writeString(folder.resolve("plain.yaml"), YAML);

    assertEquals(ConfigFile.read(plain).root(), ConfigFile.read(file).root());
    assertEquals(ConfigFile.read(plain).positions(), ConfigFile.read(file).positions());
  }
}
