package org.navicast.app.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.navicast.app.hub.SystemTime;
import org.navicast.cast.incoming.StatusItem;
import org.navicast.cast.link.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket through which a running gateway can be looked into, of its own user alone. A reader
 * says in its first line what it wants, {@code monitor} or {@code trace}, and is not heard again.
 *
 * <p>No thread of the gateway writes to a reader: a thread empties the {@link Feed}, and each
 * reader has one that writes to it, so that a reader who stands still costs itself its oldest
 * lines.
 */
public final class ControlSocket implements AutoCloseable {
  /** Asks for each step of an event as well. */
  public static final String TRACE = "trace";

  public static final String MONITOR = "monitor";

  private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);

  private static final int MAX_READERS = 8;
  private static final int LOOK_EVERY_MILLIS = 20;
  private static final long STATUS_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int STATUS_PATIENCE_MILLIS = 1_000;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?> OWNERS_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path path;
  private final ServerSocketChannel server;
  private final Feed feed;
  private final HappeningLines lines;
  private final TimeSource time;
  private final Supplier<CompletableFuture<List<StatusItem>>> status;
  private final List<Reader> readers = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  private ControlSocket(
      Path path,
      ServerSocketChannel server,
      String gateway,
      Feed feed,
      TimeSource time,
      Supplier<CompletableFuture<List<StatusItem>>> status) {
    this.path = path;
    this.server = server;
    this.feed = feed;
    this.time = time;
    this.lines = new HappeningLines(gateway, time);
    this.status = status;
  }

  /**
   * Opens it in the runtime folder of this process.
   *
   * @param status what is true now
   * @throws IOException in words for a person
   */
  public static ControlSocket open(
      String gateway, Feed feed, Supplier<CompletableFuture<List<StatusItem>>> status)
      throws IOException {
    return open(ControlPlace.of(gateway, System::getenv), gateway, feed, SystemTime.SOURCE, status);
  }

  /**
   * Opens it.
   *
   * @param path where; what a gateway left there that is gone is replaced
   * @param status what is true now
   * @throws IOException in words for a person
   */
  static ControlSocket open(
      Path path,
      String gateway,
      Feed feed,
      TimeSource time,
      Supplier<CompletableFuture<List<StatusItem>>> status)
      throws IOException {
    Files.createDirectories(path.getParent(), OWNERS_FOLDER);
    refuseAnother(path);
    ControlSocket socket = new ControlSocket(path, bind(path), gateway, feed, time, status);
    Thread.ofPlatform().daemon().name("control").start(socket::accept);
    Thread.ofPlatform().daemon().name("control-feed").start(socket::distribute);
    return socket;
  }

  private static void refuseAnother(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      throw new IOException(
          path + " belongs to another gateway of this name; end that one, or give this another");
    } catch (java.net.ConnectException _) {
      Files.delete(path); // of one that was killed
    }
  }

  /** Nobody else may connect at any moment: it gets its name only once it is its owner's alone. */
  private static ServerSocketChannel bind(Path path) throws IOException {
    Path folder = Files.createTempDirectory(path.getParent(), "control", OWNERS_FOLDER);
    Path fresh = folder.resolve("s");
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(fresh));
      Files.setPosixFilePermissions(fresh, OWNER_ONLY);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      Files.deleteIfExists(fresh);
      throw e;
    } finally {
      Files.delete(folder);
    }
  }

  private void accept() {
    try {
      while (!closed) {
        SocketChannel channel = server.accept();
        if (readers.size() < MAX_READERS) {
          Reader reader = new Reader(channel);
          Thread.ofPlatform().daemon().name("control-reader").start(reader::serve);
        } else {
          channel.close();
        }
      }
    } catch (IOException e) {
      LOG.debug("nobody can look on any more", e);
    }
  }

  private void distribute() {
    try {
      long statusDueNanos = time.nanos();
      while (!closed) {
        if (readers.isEmpty()) {
          awaitReader();
          statusDueNanos = time.nanos();
        }
        for (Happening next = feed.next(); next != null; next = feed.next()) {
          give(next);
        }
        long lost = feed.lost();
        if (lost > 0) {
          giveAll(lines.lost(lost));
        }
        if (time.nanos() - statusDueNanos >= 0) {
          giveStatus();
          statusDueNanos = time.nanos() + STATUS_EVERY_NANOS;
        }
        Thread.sleep(LOOK_EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("nobody can look on any more, by a fault of this program; please report this", e);
    }
  }

  private synchronized void awaitReader() throws InterruptedException {
    while (readers.isEmpty() && !closed) {
      wait();
    }
  }

  private void give(Happening happening) {
    boolean isStep =
        switch (happening) {
          case Happening.Said _, Happening.Decoded _, Happening.Confirmed _, Happening.Answered _ ->
              true;
          case Happening.Made _, Happening.Meant _, Happening.Became _, Happening.Linked _ -> false;
        };
    String line = lines.of(happening);
    for (Reader reader : readers) {
      if (reader.isTracing || !isStep) {
        reader.mail.put(line);
      }
    }
  }

  private void giveAll(String line) {
    readers.forEach(reader -> reader.mail.put(line));
  }

  private void giveStatus() throws InterruptedException {
    try {
      giveAll(lines.status(status.get().get(STATUS_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)));
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("no status for who looks on", e);
    }
  }

  private synchronized void changed() {
    feed.watched(!readers.isEmpty(), readers.stream().anyMatch(reader -> reader.isTracing));
    notifyAll();
  }

  @Override
  public void close() {
    closed = true;
    changed();
    try {
      server.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.debug("{} could not be taken away", path, e);
    }
    readers.forEach(Reader::end);
  }

  /** Somebody who looks on. */
  private final class Reader {
    private final SocketChannel channel;
    private final Mailbox mail = new Mailbox();
    private boolean isTracing;

    Reader(SocketChannel channel) {
      this.channel = channel;
    }

    void serve() {
      try (channel) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8),
                64);
        isTracing = TRACE.equals(in.readLine());
        readers.add(this);
        changed();
        write();
      } catch (IOException e) {
        LOG.debug("who looked on has gone", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        readers.remove(this);
        changed();
      }
    }

    private void write() throws IOException, InterruptedException {
      for (String line = mail.take(); line != null; line = mail.take()) {
        long lost = mail.lost();
        if (lost > 0) {
          send(lines.lost(lost));
        }
        send(line);
      }
    }

    private void send(String line) throws IOException {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    void end() {
      mail.close();
      try {
        channel.close();
      } catch (IOException e) {
        LOG.debug("who looked on could not be sent away", e);
      }
    }
  }
}
