package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/**
 * What a client says to a server, as whole messages; without a time, for the server has the clock.
 */
final class IgtlRequest {
  private static final int EXTENDED_BYTES = 12;
  private static final int COORDINATE_NAME_BYTES = 32;
  private static final short UTF_8 = 106;
  private static final String GREETING = "navicast";

  private IgtlRequest() {}

  /**
   * A STATUS "OK" in header version 2 with a pair of metadata. PLUS answers each client in the
   * highest version that it has heard from it, and so tells the status of tools only after this.
   * The pair has no meaning: the reference library does not unpack a version-2 body of 14 bytes or
   * less, and 3D Slicer greets so too.
   */
  static ByteBuf greeting(ByteBufAllocator allocator) {
    ByteBuf content = allocator.buffer();
    content.writeShort(IgtlMessage.Status.OK).writeLong(0).writeZero(NameCache.BYTES).writeByte(0);
    ByteBuf metadata = allocator.buffer();
    byte[] text = GREETING.getBytes(StandardCharsets.UTF_8);
    metadata.writeShort(1).writeShort(text.length).writeShort(UTF_8).writeInt(text.length);
    int headerBytes = metadata.readableBytes();
    metadata.writeBytes(text).writeBytes(text);
    return message(allocator, 2, "STATUS", content, headerBytes, metadata);
  }

  /**
   * STT_TDATA: asks for TDATA in the server's own coordinates.
   *
   * @param intervalMillis how often; 0 = as often as the server can
   */
  static ByteBuf startTrackingData(ByteBufAllocator allocator, int version, int intervalMillis) {
    ByteBuf content = allocator.buffer();
    content.writeInt(intervalMillis).writeZero(COORDINATE_NAME_BYTES);
    ByteBuf noPairs = allocator.buffer().writeShort(0);
    return message(allocator, version, "STT_TDATA", content, noPairs.readableBytes(), noPairs);
  }

  /** Header, body and checksum; takes over and releases both parts. */
  private static ByteBuf message(
      ByteBufAllocator allocator,
      int version,
      String type,
      ByteBuf content,
      int metadataHeaderBytes,
      ByteBuf metadata) {
    ByteBuf message = allocator.buffer();
    message.writeShort(version);
    writeField(message, type, IgtlType.BYTES);
    writeField(message, "", NameCache.BYTES);
    message.writeLong(0); // no time
    message.writeZero(2 * Long.BYTES); // size and checksum, once they are known
    if (version == 2) {
      message
          .writeShort(EXTENDED_BYTES)
          .writeShort(metadataHeaderBytes)
          .writeInt(metadata.readableBytes() - metadataHeaderBytes)
          .writeInt(0); // no message id
    }
    message.writeBytes(content);
    if (version == 2) {
      message.writeBytes(metadata);
    }
    content.release();
    metadata.release();
    int size = message.readableBytes() - IgtlHeader.BYTES;
    message.setLong(IgtlHeader.SIZE_AT, size);
    message.setLong(IgtlHeader.CRC_AT, Crc64.of(message, IgtlHeader.BYTES, size));
    return message;
  }

  private static void writeField(ByteBuf message, String text, int length) {
    int written = message.writeCharSequence(text, StandardCharsets.US_ASCII);
    message.writeZero(length - written);
  }
}
