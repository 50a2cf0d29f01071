package org.navicast.hub.file;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.cluster.Tickets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that were published and are waiting to be fetched: on disk, for a while. All but {@link
 * #newFile} and {@link #newId} is for the hub's event loop.
 *
 * <p>A file has no name in its folder once it is open, so that it is gone with the process, however
 * that ends.
 */
public final class Payloads {
  private static final Logger LOG = LoggerFactory.getLogger(Payloads.class);
  private static final long END_MILLIS = 1_000;

  /** What is read waits in memory for the event loop, which may have other work. */
  private static final int MOST_READS = 16;

  /** What of a file can be fetched by one id. */
  record Payload(Batch batch, long offset, long length, String fileName, String type) {}

  /** The files of one publish. */
  static final class Batch {
    private final FileChannel file;
    private final long bytes;
    private final Instant expires;
    private final List<String> ids = new ArrayList<>();
    private int readers;
    private boolean gone;

    Batch(FileChannel file, long bytes, Instant expires) {
      this.file = file;
      this.bytes = bytes;
      this.expires = expires;
    }

    FileChannel file() {
      return file;
    }

    long bytes() {
      return bytes;
    }

    Instant expires() {
      return expires;
    }
  }

  private final FileLimits limits;
  private final InstantSource clock;
  private final Tickets ids;

  /** Reads and writes files, so that the event loop waits for no disk. */
  private final ExecutorService disk =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("cast-hub-files").factory());

  private final Few reads = new Few(MOST_READS);
  private final Map<String, Payload> byId = new HashMap<>();
  private final List<Batch> batches = new ArrayList<>();
  private int begun;
  private long bytes;

  /**
   * @param ids by which files are fetched
   */
  public Payloads(FileLimits limits, InstantSource clock, Tickets ids) {
    this.limits = limits;
    this.clock = clock;
    this.ids = ids;
  }

  FileLimits limits() {
    return limits;
  }

  ExecutorService disk() {
    return disk;
  }

  /** A file without a name; from any thread. */
  static FileChannel newFile() throws IOException {
    Path path = Files.createTempFile("navicast-hub-", ".part");
    return FileChannel.open(
        path,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** One that nobody guesses; from any thread. */
  String newId() {
    return ids.next();
  }

  Few reads() {
    return reads;
  }

  Instant expiry() {
    return clock.instant().plus(limits.life());
  }

  /** Room for one more publish; what is given is to be given back by {@link #forget}. */
  boolean begin() {
    if (begun + batches.size() >= limits.maxUploads()) {
      return false;
    }
    begun++;
    return true;
  }

  /** Room for so many bytes of it. */
  boolean reserve(int more) {
    if (bytes + more > limits.maxStoredBytes()) {
      return false;
    }
    bytes += more;
    return true;
  }

  /** It is over, and so many bytes had been reserved for it. */
  void forget(long reserved) {
    begun--;
    bytes -= reserved;
  }

  /** From here on these can be fetched; what was reserved is to be forgotten beside. */
  void store(Batch batch, Map<String, Payload> payloads) {
    batches.add(batch);
    bytes += batch.bytes();
    batch.ids.addAll(payloads.keySet());
    byId.putAll(payloads);
  }

  /**
   * Opens one, for who reads it to end; null where there is none, or none any more.
   *
   * @param loop of the hub
   */
  public @Nullable StoredFile open(String id, EventLoop loop) {
    Payload payload = find(id);
    return payload == null ? null : new DiskFile(this, payload, loop);
  }

  private @Nullable Payload find(String id) {
    Payload payload = byId.get(id);
    return payload != null && clock.instant().isBefore(payload.batch().expires()) ? payload : null;
  }

  /** Somebody reads it: it stays open until {@link #read}. */
  void reading(Payload payload) {
    payload.batch().readers++;
  }

  void read(Payload payload) {
    payload.batch().readers--;
    closeUnread(payload.batch());
  }

  void discard(Batch batch) {
    if (batches.remove(batch)) {
      batch.ids.forEach(byId::remove);
      bytes -= batch.bytes();
      batch.gone = true;
      closeUnread(batch);
    }
  }

  private void closeUnread(Batch batch) {
    if (batch.gone && batch.readers == 0) {
      closeOnDisk(batch.file());
    }
  }

  /** With its last descriptor a file goes too, which takes long where it is large. */
  void closeOnDisk(FileChannel file) {
    try {
      disk.execute(() -> close(file));
    } catch (RejectedExecutionException _) {
      close(file); // the hub has stopped
    }
  }

  /** Lets go of what has expired; to be called now and then. */
  public void expire() {
    Instant now = clock.instant();
    List.copyOf(batches).stream()
        .filter(batch -> !now.isBefore(batch.expires()))
        .forEach(this::discard);
  }

  public void clear() {
    List.copyOf(batches).forEach(this::discard);
  }

  /** The hub stops. */
  public void shutDown() {
    clear();
    disk.shutdown();
  }

  /**
   * Waits after that until what was asked of the disk is done and told to the event loop, which
   * must be there for so long; not on the event loop, and a second at most.
   */
  public void awaitEnd() {
    try {
      disk.awaitTermination(END_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public int count() {
    return byId.size();
  }

  public long bytes() {
    return bytes;
  }

  static void close(FileChannel file) {
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("A file could not be closed", e);
    }
  }
}
