package org.navicast.hub;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

/** A cluster of real NATS servers on loopback; all end with it. */
public final class NatsServers implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/nats-server");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path folder;
  private final String more;
  private final List<Place> places;
  private final List<Process> processes = new ArrayList<>();

  /**
   * Where one of them runs.
   *
   * @param host where nodes reach it
   * @param routeHost where the other servers reach it
   * @param launcher what its program is an argument of; may be empty
   */
  public record Place(
      String host, int port, String routeHost, int routePort, List<String> launcher) {}

  /**
   * A cluster on free ports.
   *
   * @param more lines of the configuration of each
   */
  public NatsServers(Path folder, int count, String more) throws IOException {
    this(folder, onLoopback(count), more);
  }

  /** The same in these places. */
  public NatsServers(Path folder, List<Place> places, String more) throws IOException {
    Assumptions.assumeTrue(
        Files.isExecutable(PROGRAM), "left out: apt install nats-server brings the engine");
    this.folder = folder;
    this.more = more;
    this.places = places;
    for (int i = 0; i < places.size(); i++) {
      processes.add(launch(i));
    }
    for (int i = 0; i < places.size(); i++) {
      awaitOpen(i);
    }
  }

  private static List<Place> onLoopback(int count) throws IOException {
    List<Integer> free = freePorts(2 * count);
    return IntStream.range(0, count)
        .mapToObj(
            i -> new Place("127.0.0.1", free.get(i), "127.0.0.1", free.get(count + i), List.of()))
        .toList();
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      held.add(socket);
      free.add(socket.getLocalPort());
    }
    for (ServerSocket each : held) {
      each.close();
    }
    return free;
  }

  private Process launch(int index) throws IOException {
    Place place = places.get(index);
    String peers =
        places.stream()
            .map(each -> "\"nats://" + each.routeHost() + ":" + each.routePort() + "\"")
            .collect(Collectors.joining(", "));
    String configuration =
        """
        listen: "%s:%d"
        cluster { name: test, listen: "%s:%d", routes: [%s] }
        ping_interval: "500ms"
        ping_max: 2
        write_deadline: "1s"
        max_payload: 4MB
        %s
        """
            .formatted(
                place.host(), place.port(), place.routeHost(), place.routePort(), peers, more);
    Path file = Files.writeString(folder.resolve("nats-" + index + ".conf"), configuration);
    List<String> command = new ArrayList<>(place.launcher());
    command.addAll(List.of(PROGRAM.toString(), "-c", file.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("nats-" + index + ".log").toFile())
        .start();
  }

  private void awaitOpen(int index) throws IOException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(
                InetAddress.ofLiteral(places.get(index).host()), places.get(index).port()),
            1_000);
        return;
      } catch (IOException e) {
        if (System.nanoTime() > until || !processes.get(index).isAlive()) {
          throw new IOException(Files.readString(folder.resolve("nats-" + index + ".log")), e);
        }
      }
    }
  }

  /** All addresses, with this one first. */
  public List<URI> addresses(int first) {
    return IntStream.range(0, places.size())
        .mapToObj(i -> places.get((first + i) % places.size()))
        .map(place -> URI.create("nats://" + place.host() + ":" + place.port()))
        .toList();
  }

  /** Kills one without a word. */
  public void kill(int index) throws InterruptedException {
    processes.get(index).destroyForcibly().waitFor();
  }

  /** Starts one that was killed. */
  public void restart(int index) throws IOException {
    processes.set(index, launch(index));
    awaitOpen(index);
  }

  /** Stops one as Ctrl-Z does, or lets it go on. */
  public void suspend(int index, boolean stop) throws IOException, InterruptedException {
    String pid = Long.toString(processes.get(index).pid());
    new ProcessBuilder("kill", stop ? "-STOP" : "-CONT", pid).start().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    processes.forEach(Process::destroyForcibly);
    for (Process each : processes) {
      each.waitFor(5, TimeUnit.SECONDS);
    }
  }
}
