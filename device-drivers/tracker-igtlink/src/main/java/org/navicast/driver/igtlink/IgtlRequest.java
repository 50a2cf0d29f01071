package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Map;

/**
 * What a client says to a server, as whole messages; without a time, for the server has the clock.
 */
final class IgtlRequest {
  private static final String GREETING = "navicast";
  private static final IgtlMessage.Envelope PLAIN = new IgtlMessage.Envelope("", 0, Metadata.NONE);

  private IgtlRequest() {}

  /**
   * A STATUS "OK" in header version 2 with a pair of metadata. PLUS answers each client in the
   * highest version that it has heard from it, and so tells the status of tools only after this.
   * The pair has no meaning: the reference library does not unpack a version-2 body of 14 bytes or
   * less, and 3D Slicer greets so too.
   */
  static ByteBuf greeting(ByteBufAllocator allocator) {
    var envelope = new IgtlMessage.Envelope("", 0, new Metadata(Map.of(GREETING, GREETING)));
    return IgtlEncoder.encode(
        allocator, 2, new IgtlMessage.Status(envelope, IgtlMessage.Status.OK, 0, "", ""));
  }

  /**
   * STT_TDATA or STT_QTDATA: asks for tracking data in the server's own coordinates.
   *
   * @param intervalMillis how often; 0 = as often as the server can
   */
  static ByteBuf startTrackingData(
      ByteBufAllocator allocator, int version, IgtlType type, int intervalMillis) {
    return IgtlEncoder.encode(
        allocator, version, new IgtlMessage.Start(PLAIN, type, intervalMillis, ""));
  }

  /** GET_CAPABILITY: asks which types of messages it speaks. */
  static ByteBuf capability(ByteBufAllocator allocator, int version) {
    return IgtlEncoder.encode(
        allocator, version, new IgtlMessage.Query(PLAIN, IgtlType.GET_CAPABILITY));
  }
}
