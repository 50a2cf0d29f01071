package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.navicast.gateway.driver.Discretion;

/**
 * Keeps the messages that tell of tools, with dots for all of their metadata that is not read: it
 * may be a patient's. Of any other message, such as an image, only a header is left, without a name
 * and without a body: the driver passes over both alike.
 *
 * <p>A message is held back until it is whole. Behind a header that cannot be followed nothing is
 * kept.
 */
final class IgtlDiscretion implements Discretion {
  private static final int FIRST_ROOM_BYTES = 512;

  private final TypeTable types = new TypeTable(IgtlType.OF_TRACKERS);

  /** A message as far as it has come; grows with what arrives, never with what it claims. */
  private final ByteBuf message =
      Unpooled.buffer(FIRST_ROOM_BYTES, IgtlHeader.BYTES + IgtlLimits.LARGEST_BODY_BYTES);

  /** How much of it there must be to go on: a header, then header and body. */
  private int wanted = IgtlHeader.BYTES;

  /** What is still to come of a body that is left out. */
  private long skipping;

  private boolean isLost;

  @Override
  public byte[] of(byte[] read) {
    ByteBuf in = Unpooled.wrappedBuffer(read);
    ByteBuf kept = Unpooled.buffer(message.readableBytes() + read.length);
    while (in.isReadable() && !isLost) {
      if (skipping > 0) {
        int length = (int) Math.min(skipping, in.readableBytes());
        skipping -= length;
        in.skipBytes(length);
      } else {
        message.writeBytes(in, Math.min(wanted - message.readableBytes(), in.readableBytes()));
        if (message.readableBytes() == wanted) {
          take(kept);
        }
      }
    }
    return ByteBufUtil.getBytes(kept);
  }

  private void take(ByteBuf kept) {
    if (wanted == IgtlHeader.BYTES && isBodyWanted()) {
      wanted += (int) IgtlHeader.size(message, 0);
      if (wanted > IgtlHeader.BYTES) {
        return;
      }
    }
    if (wanted > IgtlHeader.BYTES) {
      blank();
    }
    kept.writeBytes(message);
    message.clear();
    wanted = IgtlHeader.BYTES;
  }

  /** Looks at a whole header; of a body that is not wanted nothing is left in it. */
  private boolean isBodyWanted() {
    int version = IgtlHeader.version(message, 0);
    long size = IgtlHeader.size(message, 0);
    boolean isOfTrackers = types.at(message, IgtlHeader.TYPE_AT) != null;
    isLost =
        (version != 1 && version != 2)
            || size < 0
            || (isOfTrackers && size > IgtlLimits.LARGEST_BODY_BYTES);
    if (isOfTrackers && !isLost) {
      return true;
    }
    message.setZero(IgtlHeader.NAME_AT, NameCache.BYTES);
    if (!isLost) {
      skipping = size;
      message.setLong(IgtlHeader.SIZE_AT, 0);
    }
    return false;
  }

  /** One with a wrong checksum is not read, and has a wrong one afterwards too. */
  private void blank() {
    int size = wanted - IgtlHeader.BYTES;
    long crc = IgtlHeader.crc(message, 0);
    boolean isRight = crc == Crc64.of(message, IgtlHeader.BYTES, size);
    if (crc != 0 && !isRight) {
      message.setZero(IgtlHeader.BYTES, size);
      return;
    }
    if (IgtlHeader.version(message, 0) == 2) {
      MessageDecoder.blankMetadata(message, IgtlHeader.BYTES, size);
      if (isRight) {
        message.setLong(IgtlHeader.CRC_AT, Crc64.of(message, IgtlHeader.BYTES, size));
      }
    }
  }
}
