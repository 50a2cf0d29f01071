package org.navicast.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a Java process takes of the machine's memory.
 *
 * @param heapBytes what is reachable on its heap, after a full collection
 * @param residentBytes of all of its memory, what is not swapped out (Linux: VmRSS)
 */
record Footprint(long heapBytes, long residentBytes) {
  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

  static Footprint of(long pid) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(JCMD.toString(), Long.toString(pid), "GC.class_histogram").start();
    // Its last line: "Total", how many objects, how many bytes.
    String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    String total = histogram.strip();
    return new Footprint(
        Long.parseLong(total.substring(total.lastIndexOf(' ') + 1)),
        resident(Files.readString(Path.of("/proc", Long.toString(pid), "status"))));
  }

  private static long resident(String status) {
    String line = status.lines().filter(it -> it.startsWith("VmRSS:")).findFirst().orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
  }

  @Override
  public String toString() {
    return "heap %,d KiB, resident %,d KiB".formatted(heapBytes / 1024, residentBytes / 1024);
  }
}
