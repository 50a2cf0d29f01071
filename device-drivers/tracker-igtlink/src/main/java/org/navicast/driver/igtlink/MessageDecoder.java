package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;

/**
 * Makes a message of a header and a body that are there whole and whose checksum is right.
 *
 * <p>A version-2 body starts with an extended header (u16 its own size, 12 or more; u16 size of the
 * metadata's header; u32 size of the metadata; u32 message id) and ends with the metadata; what
 * lies between is the content. A version-1 body is all content.
 *
 * <p>Each type's content has a decoder of its own: a class with one static method, given where the
 * content lies and how long it is. It moves no index of the buffer, keeps nothing of it, and tells
 * a fault by its offset from there.
 */
final class MessageDecoder {
  private static final int EXTENDED_BYTES = 12;

  private final NameCache names = new NameCache();

  /**
   * @param index where the header starts
   * @param size of the body behind it
   * @throws IgtlException when sizes contradict each other or the content is not of its type; its
   *     offset counts from the body's start
   */
  IgtlMessage decode(IgtlType type, ByteBuf buffer, int index, int size) throws IgtlException {
    int body = index + IgtlHeader.BYTES;
    return IgtlHeader.version(buffer, index) == 1
        ? content(type, buffer, index, Metadata.NONE, 0, size)
        : extended(type, buffer, index, body, size);
  }

  private IgtlMessage extended(IgtlType type, ByteBuf buffer, int index, int body, int size)
      throws IgtlException {
    if (size < EXTENDED_BYTES) {
      throw new IgtlException("body too short for its extended header", 0);
    }
    int extended = buffer.getUnsignedShort(body);
    int metadataHeader = buffer.getUnsignedShort(body + 2);
    long metadata = buffer.getUnsignedInt(body + 4);
    if (extended < EXTENDED_BYTES) {
      throw new IgtlException("extended header of " + extended + " bytes, less than 12", 0);
    }
    long content = size - extended - metadataHeader - metadata;
    if (content < 0) {
      throw new IgtlException("extended header and metadata longer than the body", 0);
    }
    int metadataAt = extended + (int) content;
    return content(
        type,
        buffer,
        index,
        Metadata.read(buffer, body, metadataAt, metadataHeader, (int) metadata),
        extended,
        (int) content);
  }

  /** Writes over what is not read of the metadata of a body of version 2. */
  static void blankMetadata(ByteBuf buffer, int body, int size) {
    if (size >= EXTENDED_BYTES) {
      int extended = buffer.getUnsignedShort(body);
      int metadataHeader = buffer.getUnsignedShort(body + 2);
      long metadata = buffer.getUnsignedInt(body + 4);
      long content = size - extended - metadataHeader - metadata;
      if (extended >= EXTENDED_BYTES && content >= 0) {
        Metadata.blankOthers(
            buffer, body, extended + (int) content, metadataHeader, (int) metadata);
        return;
      }
    }
    buffer.setZero(body, size); // of no length that it tells, so it stays malformed
  }

  private IgtlMessage content(
      IgtlType type, ByteBuf buffer, int index, Metadata metadata, int contentAt, int length)
      throws IgtlException {
    var envelope =
        new IgtlMessage.Envelope(
            names.read(buffer, index + IgtlHeader.NAME_AT),
            IgtlHeader.timestamp(buffer, index),
            metadata);
    try {
      int at = index + IgtlHeader.BYTES + contentAt;
      return switch (type) {
        case TRANSFORM -> TransformDecoder.decode(envelope, buffer, at, length);
        case POSITION -> PositionDecoder.decode(envelope, buffer, at, length);
        case QTRANS -> QuaternionTransformDecoder.decode(envelope, buffer, at, length);
        case TDATA -> TrackingDataDecoder.decode(envelope, names, buffer, at, length);
        case QTDATA -> QuaternionTrackingDataDecoder.decode(envelope, names, buffer, at, length);
        case STATUS -> StatusDecoder.decode(envelope, names, buffer, at, length);
        case STRING -> StringDecoder.decode(envelope, buffer, at, length);
        case SENSOR -> SensorDecoder.decode(envelope, buffer, at, length);
        case POINT -> PointDecoder.decode(envelope, names, buffer, at, length);
        case CAPABILITY -> CapabilityDecoder.decode(envelope, buffer, at, length);
        case COMMAND -> CommandDecoder.decode(envelope, buffer, at, length);
        case RTS_COMMAND -> CommandDecoder.decodeAnswer(envelope, buffer, at, length);
        case NDARRAY -> NdArrayDecoder.decode(envelope, buffer, at, length);
        case GET_TRANSFORM,
            GET_POSITION,
            GET_QTRANS,
            GET_STATUS,
            GET_CAPABILITY,
            GET_POINT,
            STP_TDATA,
            STP_QTDATA ->
            QueryDecoder.decode(envelope, type, length);
        case STT_TDATA, STT_QTDATA -> QueryDecoder.decodeStart(envelope, type, buffer, at, length);
        case RTS_TDATA, RTS_QTDATA -> QueryDecoder.decodeAnswer(envelope, type, buffer, at, length);
      };
    } catch (IgtlException e) {
      throw e.within(contentAt);
    }
  }
}
