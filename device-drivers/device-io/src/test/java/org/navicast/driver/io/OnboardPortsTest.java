package org.navicast.driver.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A board's ports in a tree of files that is made here. */
class OnboardPortsTest {
  @TempDir Path folder;

  private Path classes;
  private Path nodes;

  @BeforeEach
  void makeBoard() throws IOException {
    classes = folder.resolve("class");
    nodes = Files.createDirectory(folder.resolve("dev"));
    port("ttyS0", "4\n");
    port("ttyS1", "0\n"); // the driver found no port there
    port("ttyAMA0", "");
    port("ttyUSB0", "");
    Files.createDirectories(classes.resolve("tty/tty1")); // a screen
    Files.createFile(nodes.resolve("tty1"));
    Files.createDirectories(classes.resolve("tty/ttyAMA1/device")); // taken by the kernel
  }

  @Test
  void namesPortsThatMayNotBeOpened() throws IOException {
    SysfsTree tree = new SysfsTree(classes, nodes);
    assertEquals(
        List.of(nodes.resolve("ttyAMA0"), nodes.resolve("ttyS0")),
        OnboardPorts.closed(tree, node -> node.endsWith("ttyUSB0")));
    assertEquals(List.of(), OnboardPorts.closed(tree, _ -> true));
  }

  @Test
  void saysWhatToDo() throws IOException {
    Path node = nodes.resolve("ttyAMA0");
    assertTrue(OnboardPorts.advice(node).startsWith("no permission to open " + node + "; "));
  }

  private void port(String name, String type) throws IOException {
    Path entry = Files.createDirectories(classes.resolve("tty").resolve(name));
    Files.createDirectory(entry.resolve("device"));
    if (!type.isEmpty()) {
      Files.writeString(entry.resolve("type"), type);
    }
    Files.createFile(nodes.resolve(name));
  }
}
