package org.navicast.hub.file;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file on the disk of this node; open until it is ended, whatever becomes of it meanwhile. */
final class DiskFile implements StoredFile {
  private final Payloads payloads;
  private final Payloads.Payload payload;
  private final EventLoop loop;

  DiskFile(Payloads payloads, Payloads.Payload payload, EventLoop loop) {
    this.payloads = payloads;
    this.payload = payload;
    this.loop = loop;
    payloads.reading(payload);
  }

  @Override
  public long length() {
    return payload.length();
  }

  @Override
  public String fileName() {
    return payload.fileName();
  }

  @Override
  public String type() {
    return payload.type();
  }

  @Override
  public void read(long offset, int length, Consumer<@Nullable ByteBuffer> to) {
    payloads.reads().begin(() -> readInTurn(offset, length, to));
  }

  private void readInTurn(long offset, int length, Consumer<@Nullable ByteBuffer> to) {
    try {
      payloads.disk().execute(() -> readNow(offset, length, to));
    } catch (RejectedExecutionException _) {
      tell(to, null); // the hub stops
    }
  }

  /** On the disk's thread. */
  private void readNow(long offset, int length, Consumer<@Nullable ByteBuffer> to) {
    @Nullable ByteBuffer read;
    try {
      read = bytes(offset, length);
    } catch (IOException _) {
      read = null;
    }
    tell(to, read);
  }

  private void tell(Consumer<@Nullable ByteBuffer> to, @Nullable ByteBuffer read) {
    loop.execute(
        () -> {
          payloads.reads().ended();
          to.accept(read);
        });
  }

  private ByteBuffer bytes(long offset, int length) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(length);
    while (into.hasRemaining()) {
      long at = payload.offset() + offset + into.position();
      if (payload.batch().file().read(into, at) < 0) {
        throw new IOException("a stored file is shorter than it was");
      }
    }
    return into.flip();
  }

  @Override
  public void end() {
    payloads.read(payload);
  }
}
