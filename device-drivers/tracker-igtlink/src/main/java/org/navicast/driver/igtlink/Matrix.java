package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;

/**
 * The upper three rows of a 4×4 matrix as TRANSFORM and TDATA carry them: 12 big-endian 32-bit
 * floats, column by column (48 bytes). Anything may stand in it; see {@link RigidPose} for what is
 * a pose.
 *
 * @param r11 row 1, column 1 of the rotation; the others alike
 * @param tx translation along x in millimetres; the others alike
 */
public record Matrix(
    float r11,
    float r21,
    float r31,
    float r12,
    float r22,
    float r32,
    float r13,
    float r23,
    float r33,
    float tx,
    float ty,
    float tz) {

  /** Length on the wire. */
  static final int BYTES = 48;

  /** Reads one from where the caller knows {@link #BYTES} bytes to be. */
  static Matrix read(ByteBuf buffer, int index) {
    return new Matrix(
        buffer.getFloat(index),
        buffer.getFloat(index + 4),
        buffer.getFloat(index + 8),
        buffer.getFloat(index + 12),
        buffer.getFloat(index + 16),
        buffer.getFloat(index + 20),
        buffer.getFloat(index + 24),
        buffer.getFloat(index + 28),
        buffer.getFloat(index + 32),
        buffer.getFloat(index + 36),
        buffer.getFloat(index + 40),
        buffer.getFloat(index + 44));
  }

  /** The opposite of {@link #read}. */
  void write(ByteBuf out) {
    out.writeFloat(r11).writeFloat(r21).writeFloat(r31);
    out.writeFloat(r12).writeFloat(r22).writeFloat(r32);
    out.writeFloat(r13).writeFloat(r23).writeFloat(r33);
    out.writeFloat(tx).writeFloat(ty).writeFloat(tz);
  }
}
