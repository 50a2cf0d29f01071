package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Messages to bytes: what {@link IgtlFramer} and {@link MessageDecoder} do, the other way round.
 *
 * <p>For the few messages that a client sends; what the content of each type looks like is told at
 * its decoder.
 */
final class IgtlEncoder {
  private static final int EXTENDED_BYTES = 12;

  private IgtlEncoder() {}

  /**
   * A whole message, for the caller to release. Version 1 has no room for metadata and goes
   * without; in version 2 the message id is 0. A POSITION is written with its quaternion, and an
   * NDARRAY with zeros for the elements, which are not kept.
   *
   * @param version of the header, 1 or 2
   * @throws IllegalArgumentException when a text is too long for its field
   */
  static ByteBuf encode(ByteBufAllocator allocator, int version, IgtlMessage message) {
    IgtlMessage.Envelope envelope = message.envelope();
    ByteBuf out = allocator.buffer();
    out.writeShort(version);
    writeField(out, type(message).word(), IgtlType.BYTES);
    writeField(out, envelope.deviceName(), NameCache.BYTES);
    out.writeLong(envelope.timestamp());
    out.writeZero(2 * Long.BYTES); // size and checksum, once they are known
    if (version == 1) {
      writeContent(out, message);
    } else {
      writeExtended(out, message);
    }
    int size = out.readableBytes() - IgtlHeader.BYTES;
    out.setLong(IgtlHeader.SIZE_AT, size);
    out.setLong(IgtlHeader.CRC_AT, Crc64.of(out, IgtlHeader.BYTES, size));
    return out;
  }

  private static IgtlType type(IgtlMessage message) {
    return switch (message) {
      case IgtlMessage.Transform _ -> IgtlType.TRANSFORM;
      case IgtlMessage.Position _ -> IgtlType.POSITION;
      case IgtlMessage.QuaternionTransform _ -> IgtlType.QTRANS;
      case IgtlMessage.TrackingData _ -> IgtlType.TDATA;
      case IgtlMessage.QuaternionTrackingData _ -> IgtlType.QTDATA;
      case IgtlMessage.Status _ -> IgtlType.STATUS;
      case IgtlMessage.Text _ -> IgtlType.STRING;
      case IgtlMessage.Sensor _ -> IgtlType.SENSOR;
      case IgtlMessage.PointList _ -> IgtlType.POINT;
      case IgtlMessage.Capability _ -> IgtlType.CAPABILITY;
      case IgtlMessage.Command _ -> IgtlType.COMMAND;
      case IgtlMessage.CommandAnswer _ -> IgtlType.RTS_COMMAND;
      case IgtlMessage.NdArray _ -> IgtlType.NDARRAY;
      case IgtlMessage.Query query -> query.type();
      case IgtlMessage.Start start -> start.type();
      case IgtlMessage.Answer answer -> answer.type();
    };
  }

  /** Extended header, content, metadata. */
  private static void writeExtended(ByteBuf out, IgtlMessage message) {
    SortedMap<String, String> pairs = new TreeMap<>(message.envelope().metadata().values());
    int extendedAt = out.writerIndex();
    out.writeShort(EXTENDED_BYTES).writeZero(EXTENDED_BYTES - Short.BYTES);
    writeContent(out, message);
    int headerAt = out.writerIndex();
    out.writeShort(pairs.size());
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      out.writeShort(ByteBufUtil.utf8Bytes(pair.getKey())).writeShort(TextEncoding.UTF_8);
      out.writeInt(ByteBufUtil.utf8Bytes(pair.getValue()));
    }
    int dataAt = out.writerIndex();
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      ByteBufUtil.writeUtf8(out, pair.getKey());
      ByteBufUtil.writeUtf8(out, pair.getValue());
    }
    out.setShort(extendedAt + 2, dataAt - headerAt);
    out.setInt(extendedAt + 4, out.writerIndex() - dataAt);
  }

  private static void writeContent(ByteBuf out, IgtlMessage message) {
    switch (message) {
      case IgtlMessage.Transform transform -> transform.matrix().write(out);
      case IgtlMessage.Position position -> position.placement().write(out);
      case IgtlMessage.QuaternionTransform transform -> transform.placement().write(out);
      case IgtlMessage.TrackingData data ->
          data.tools()
              .forEach(
                  tool -> {
                    writeTool(out, tool.name(), tool.type());
                    tool.matrix().write(out);
                  });
      case IgtlMessage.QuaternionTrackingData data ->
          data.tools()
              .forEach(
                  tool -> {
                    writeTool(out, tool.name(), tool.type());
                    tool.placement().write(out);
                  });
      case IgtlMessage.Status status -> writeStatus(out, status);
      case IgtlMessage.Text text -> writeText(out, text);
      case IgtlMessage.Sensor sensor -> writeSensor(out, sensor);
      case IgtlMessage.PointList list -> list.points().forEach(point -> writePoint(out, point));
      case IgtlMessage.Capability capability ->
          capability.types().forEach(type -> writeField(out, type, IgtlType.BYTES));
      case IgtlMessage.Command c -> writeCommand(out, c.id(), c.name(), c.encoding(), c.text());
      case IgtlMessage.CommandAnswer a ->
          writeCommand(out, a.id(), a.name(), a.encoding(), a.text());
      case IgtlMessage.NdArray array -> writeArray(out, array);
      case IgtlMessage.Query _ -> {
        // the header says it all
      }
      case IgtlMessage.Start start -> {
        out.writeInt(start.intervalMillis());
        writeField(out, start.coordinates(), QueryDecoder.COORDINATES_BYTES);
      }
      case IgtlMessage.Answer answer -> out.writeByte(answer.code());
    }
  }

  private static void writeTool(ByteBuf out, String name, int type) {
    writeField(out, name, NameCache.BYTES);
    out.writeByte(type).writeByte(0);
  }

  private static void writeStatus(ByteBuf out, IgtlMessage.Status status) {
    out.writeShort(status.code()).writeLong(status.subcode());
    writeField(out, status.errorName(), NameCache.BYTES);
    ByteBufUtil.writeUtf8(out, status.text());
    out.writeByte(0);
  }

  private static void writeText(ByteBuf out, IgtlMessage.Text text) {
    byte[] bytes = text.text().getBytes(TextEncoding.charset(text.encoding()));
    if (bytes.length > 0xFFFF) {
      throw new IllegalArgumentException("a STRING has at most 65535 bytes");
    }
    out.writeShort(text.encoding()).writeShort(bytes.length).writeBytes(bytes);
  }

  private static void writeSensor(ByteBuf out, IgtlMessage.Sensor sensor) {
    if (sensor.values().size() > IgtlMessage.Sensor.MAX_VALUES) {
      throw new IllegalArgumentException("a SENSOR has at most 255 readings");
    }
    out.writeByte(sensor.values().size()).writeByte(sensor.status()).writeLong(sensor.unit());
    sensor.values().forEach(out::writeDouble);
  }

  private static void writePoint(ByteBuf out, IgtlMessage.PointList.Point point) {
    writeField(out, point.name(), PointDecoder.NAME_BYTES);
    writeField(out, point.group(), PointDecoder.GROUP_BYTES);
    out.writeInt(point.rgba());
    out.writeFloat(point.x()).writeFloat(point.y()).writeFloat(point.z());
    out.writeFloat(point.radius());
    writeField(out, point.owner(), NameCache.BYTES);
  }

  private static void writeCommand(ByteBuf out, int id, String name, int encoding, String text) {
    byte[] bytes = text.getBytes(TextEncoding.charset(encoding));
    out.writeInt(id);
    writeField(out, name, CommandDecoder.NAME_BYTES);
    out.writeShort(encoding).writeInt(bytes.length).writeBytes(bytes);
  }

  private static void writeArray(ByteBuf out, IgtlMessage.NdArray array) {
    out.writeByte(array.scalar()).writeByte(array.sizes().size());
    array.sizes().forEach(out::writeShort);
    out.writeZero(array.dataBytes());
  }

  /** NUL padded; full without a NUL. */
  private static void writeField(ByteBuf out, String text, int length) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > length) {
      throw new IllegalArgumentException("\"" + text + "\" is longer than " + length + " bytes");
    }
    out.writeBytes(bytes).writeZero(length - bytes.length);
  }
}
