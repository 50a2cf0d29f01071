package org.navicast.app.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the sockets of gateways are on a machine: one file a gateway, in its runtime folder. */
public final class ControlPlace {
  private static final String SOCKET = ".sock";

  /** Of the packaged service. */
  private static final Path OF_SERVICE = Path.of("/run/navicast");

  private ControlPlace() {}

  /**
   * Where a gateway makes its socket: the folder that systemd gives a service which has a {@code
   * RuntimeDirectory=}, else one of the user's runtime folder.
   *
   * @throws IOException in words for a person, where there is neither
   */
  public static Path of(String gateway, Function<String, @Nullable String> environment)
      throws IOException {
    return folder(environment).resolve(gateway + SOCKET);
  }

  private static Path folder(Function<String, @Nullable String> environment) throws IOException {
    @Nullable String service = environment.apply("RUNTIME_DIRECTORY");
    if (service != null && !service.isEmpty()) {
      return Path.of(service.split(":", 2)[0]);
    }
    @Nullable String user = environment.apply("XDG_RUNTIME_DIR");
    if (user != null && user.startsWith("/")) {
      return Path.of(user, "navicast");
    }
    throw new IOException(
        "this process has no runtime folder; set XDG_RUNTIME_DIR to a folder that is yours alone");
  }

  /**
   * The socket of a gateway that is on this machine.
   *
   * @param gateway its name; empty where there is one only
   * @throws IOException in words for a person, where there is none or more than one
   */
  public static Path find(String gateway, Function<String, @Nullable String> environment)
      throws IOException {
    @Nullable String user = environment.apply("XDG_RUNTIME_DIR");
    List<Path> folders =
        user == null ? List.of(OF_SERVICE) : List.of(Path.of(user, "navicast"), OF_SERVICE);
    List<Path> found = folders.stream().flatMap(ControlPlace::sockets).toList();
    List<Path> wanted =
        gateway.isEmpty()
            ? found
            : found.stream()
                .filter(path -> path.getFileName().toString().equals(gateway + SOCKET))
                .toList();
    if (wanted.size() == 1) {
      return wanted.getFirst();
    }
    if (wanted.isEmpty()) {
      throw new IOException(
          "no gateway"
              + (gateway.isEmpty() ? "" : " " + gateway)
              + " that you may look into runs on this machine; start it with --control, as the"
              + " same user, or look by the hub with --hub and --topic");
    }
    throw new IOException(
        "several gateways run on this machine; say which with --gateway, one of "
            + String.join(", ", wanted.stream().map(ControlPlace::name).toList()));
  }

  private static String name(Path socket) {
    String file = socket.getFileName().toString();
    return file.substring(0, file.length() - SOCKET.length());
  }

  private static Stream<Path> sockets(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SOCKET)).toList().stream();
    } catch (IOException _) {
      return Stream.empty(); // not there, or not ours to look into
    }
  }
}
