package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;

/**
 * Position and quaternion as POSITION, QTRANS and QTDATA carry them: 7 big-endian 32-bit floats (28
 * bytes). Anything may stand in it, and the quaternion need not be of unit length (that of the
 * protocol's own sample is not); see {@link RigidPose} for what is a pose.
 *
 * @param x in millimetres; y and z alike
 * @param qx of the quaternion, whose real part comes last on the wire
 */
public record Placement(float x, float y, float z, float qx, float qy, float qz, float qw) {

  /** Length on the wire. */
  static final int BYTES = 28;

  /** Reads one from where the caller knows {@link #BYTES} bytes to be. */
  static Placement read(ByteBuf buffer, int index) {
    return new Placement(
        buffer.getFloat(index),
        buffer.getFloat(index + 4),
        buffer.getFloat(index + 8),
        buffer.getFloat(index + 12),
        buffer.getFloat(index + 16),
        buffer.getFloat(index + 20),
        buffer.getFloat(index + 24));
  }

  /** The opposite of {@link #read}. */
  void write(ByteBuf out) {
    out.writeFloat(x).writeFloat(y).writeFloat(z);
    out.writeFloat(qx).writeFloat(qy).writeFloat(qz).writeFloat(qw);
  }
}
