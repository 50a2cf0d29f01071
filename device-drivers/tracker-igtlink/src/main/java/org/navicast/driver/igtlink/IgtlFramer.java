package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream of bytes, cut anywhere, to OpenIGTLink messages.
 *
 * <p>One place for all types of messages: version and limit first, then completeness, then the
 * checksum, then the decoder of the type. What is whole is decoded where it lies; only a message of
 * which a part is still to come is copied, into a buffer that grows with what arrives and never
 * with what a header claims. Types that nobody asked for are passed over by their size: nothing of
 * them is held, checked or allocated.
 *
 * <p>A message with a wrong checksum or a content that contradicts itself is dropped and counted,
 * and the stream goes on behind it. A wrong header version or a size over the limit means that the
 * place of the next message is not known; the protocol has no mark to search for, so that ends it.
 *
 * <p>For one thread.
 */
public final class IgtlFramer {
  private static final int FIRST_ROOM_BYTES = 512;

  private final IgtlLimits limits;
  private final TypeTable types;
  private final Consumer<IgtlMessage> sink;
  private final MessageDecoder decoder = new MessageDecoder();

  /** The start of a message whose rest is still to come; empty between messages. */
  private final ByteBuf started;

  /** How much {@link #started} must hold to go on: a header, then header and body. */
  private int wanted = IgtlHeader.BYTES;

  /** What is still to come of a body that is passed over. */
  private long skipping;

  private long position;
  private long decoded;
  private long skipped;
  private long crcMismatches;
  private long unsummed;
  private int version;
  private long malformed;
  private @Nullable IgtlException lastMalformed;

  /**
   * @param types what is decoded; every other type is passed over
   * @param sink given each message, in order, within {@link #feed}; must not throw
   */
  public IgtlFramer(IgtlLimits limits, Set<IgtlType> types, Consumer<IgtlMessage> sink) {
    this(limits, new TypeTable(types), sink);
  }

  /** With a table that others have too. */
  IgtlFramer(IgtlLimits limits, TypeTable types, Consumer<IgtlMessage> sink) {
    this.limits = limits;
    this.types = types;
    this.sink = sink;
    this.started = Unpooled.buffer(FIRST_ROOM_BYTES, FIRST_ROOM_BYTES + limits.maxBodyBytes());
  }

  /**
   * Takes all readable bytes and hands on every message that they complete. The buffer remains the
   * caller's, to release.
   *
   * @throws IgtlException when the stream cannot be followed any more; its offset counts from the
   *     start of the stream. The framer is of no further use then
   */
  public void feed(ByteBuf in) throws IgtlException {
    while (in.isReadable()) {
      if (skipping > 0) {
        skip(in);
      } else if (started.isReadable()) {
        complete(in);
      } else {
        drain(in);
      }
    }
  }

  /** Messages handed on. */
  public long decoded() {
    return decoded;
  }

  /** Messages of types that nobody asked for, passed over. */
  public long skipped() {
    return skipped;
  }

  /** Messages dropped because their checksum was wrong. */
  public long crcMismatches() {
    return crcMismatches;
  }

  /** How many of these had a checksum of 0, as senders write that cannot compute one. */
  public long unsummed() {
    return unsummed;
  }

  /** The header version of the message that is handed on. */
  public int version() {
    return version;
  }

  /** Messages dropped because they contradicted themselves, though their checksum was right. */
  public long malformed() {
    return malformed;
  }

  /** What was wrong with the last of the {@link #malformed}, its offset from the stream's start. */
  public @Nullable IgtlException lastMalformed() {
    return lastMalformed;
  }

  /** Between messages: takes the whole ones in place and keeps the start of the one after them. */
  private void drain(ByteBuf in) throws IgtlException {
    while (skipping == 0 && in.readableBytes() >= IgtlHeader.BYTES) {
      int index = in.readerIndex();
      IgtlType type = open(in, index);
      if (type == null) {
        advance(in, IgtlHeader.BYTES);
        skip(in);
      } else {
        int size = (int) IgtlHeader.size(in, index);
        if (in.readableBytes() - IgtlHeader.BYTES < size) {
          wanted = IgtlHeader.BYTES + size;
          break;
        }
        dispatch(type, in, index, size);
        advance(in, IgtlHeader.BYTES + size);
      }
    }
    if (skipping == 0 && in.isReadable()) {
      keep(in, in.readableBytes());
    }
  }

  /** Within a message: adds what is missing, and goes on as soon as nothing is. */
  private void complete(ByteBuf in) throws IgtlException {
    keep(in, Math.min(wanted - started.readableBytes(), in.readableBytes()));
    if (started.readableBytes() < wanted) {
      return;
    }
    IgtlType type = open(started, 0);
    if (type == null) {
      position += IgtlHeader.BYTES;
      startAfresh();
      return;
    }
    int size = (int) IgtlHeader.size(started, 0);
    wanted = IgtlHeader.BYTES + size;
    if (started.readableBytes() == wanted) {
      dispatch(type, started, 0, size);
      position += wanted;
      startAfresh();
    }
  }

  /**
   * Looks at a whole header: its type, or null after having noted how much to pass over.
   *
   * @throws IgtlException when it cannot be a header of this protocol, or claims too much
   */
  private @Nullable IgtlType open(ByteBuf buffer, int index) throws IgtlException {
    int version = IgtlHeader.version(buffer, index);
    if (version != 1 && version != 2) {
      throw new IgtlException(
          "header version " + version + " instead of 1 or 2", position + IgtlHeader.VERSION_AT);
    }
    IgtlType type = types.at(buffer, index + IgtlHeader.TYPE_AT);
    long size = IgtlHeader.size(buffer, index);
    long limit = type == null ? limits.maxSkippedBytes() : limits.maxBodyBytes();
    if (Long.compareUnsigned(size, limit) > 0) {
      throw new IgtlException(
          "body of " + Long.toUnsignedString(size) + " bytes, more than the limit of " + limit,
          position + IgtlHeader.SIZE_AT);
    }
    if (type == null) {
      skipped++;
      skipping = size;
    }
    return type;
  }

  private void dispatch(IgtlType type, ByteBuf buffer, int index, int size) {
    int body = index + IgtlHeader.BYTES;
    long crc = IgtlHeader.crc(buffer, index);
    boolean isUnsummed = crc == 0 && limits.isChecksumOptional();
    if (!isUnsummed && Crc64.of(buffer, body, size) != crc) {
      crcMismatches++;
      unsummed += crc == 0 ? 1 : 0;
      return;
    }
    IgtlMessage message;
    try {
      message = decoder.decode(type, buffer, index, size);
    } catch (IgtlException e) {
      malformed++;
      lastMalformed = e.within(position + IgtlHeader.BYTES);
      return;
    }
    decoded++;
    version = IgtlHeader.version(buffer, index);
    sink.accept(message);
  }

  private void skip(ByteBuf in) {
    int bytes = (int) Math.min(skipping, in.readableBytes());
    skipping -= bytes;
    advance(in, bytes);
  }

  private void advance(ByteBuf in, int bytes) {
    in.skipBytes(bytes);
    position += bytes;
  }

  private void keep(ByteBuf in, int bytes) {
    started.writeBytes(in, bytes);
  }

  private void startAfresh() {
    started.clear();
    wanted = IgtlHeader.BYTES;
  }
}
