package org.navicast.driver.igtlink;

/**
 * What a server may claim before it is no longer believed.
 *
 * @param maxBodyBytes largest body of a message that is decoded; it may be held in memory while it
 *     arrives in parts
 * @param maxSkippedBytes largest body of a message that is passed over; it is never held, so this
 *     only keeps a damaged size from swallowing all that follows. An ultrasound image is some MB, a
 *     volume sent by 3D Slicer some hundred
 * @param isChecksumOptional true: a checksum of 0 is no checksum, and the message is taken; many
 *     senders cannot compute one
 */
public record IgtlLimits(int maxBodyBytes, long maxSkippedBytes, boolean isChecksumOptional) {

  /** 1 MiB decoded, 1 GiB passed over. */
  public static final IgtlLimits DEFAULT = new IgtlLimits(1 << 20, 1L << 30);

  /** The most that {@link #maxBodyBytes} may be: 64 MiB. */
  static final int LARGEST_BODY_BYTES = 64 << 20;

  /** With checksums that must be right. */
  public IgtlLimits(int maxBodyBytes, long maxSkippedBytes) {
    this(maxBodyBytes, maxSkippedBytes, false);
  }

  public IgtlLimits {
    if (maxBodyBytes < 0 || maxBodyBytes > LARGEST_BODY_BYTES || maxSkippedBytes < 0) {
      throw new IllegalArgumentException("a limit is out of its range");
    }
  }
}
