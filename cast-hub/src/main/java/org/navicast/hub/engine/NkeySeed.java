package org.navicast.hub.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/**
 * The seed of a user's NKEY (github.com/nats-io/nkeys): base 32 of two bytes of prefix, 32 bytes of
 * an Ed25519 seed, and their CRC-16 (XMODEM), little-endian.
 */
public final class NkeySeed {
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int SEED_BYTES = 32;
  private static final int PREFIX_SEED = 18 << 3;

  /** Of which the low five bits, all 0, are in the second byte of a seed. */
  private static final int PREFIX_USER = 20 << 3;

  private final KeyPair keys;

  private NkeySeed(KeyPair keys) {
    this.keys = keys;
  }

  /**
   * Reads a seed as {@code nk -gen user} prints it.
   *
   * @throws IllegalArgumentException where it is none; the message does not repeat it
   */
  public static NkeySeed parse(String text) {
    byte[] bytes = decoded(text.trim());
    ByteBuffer seed = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length != 2 + SEED_BYTES + 2
        || (bytes[0] & 0xFF) != (PREFIX_SEED | PREFIX_USER >> 5)
        || bytes[1] != 0
        || seed.getShort(2 + SEED_BYTES) != (short) crc(bytes, 2 + SEED_BYTES)) {
      throw new IllegalArgumentException(
          "is no seed of a user's NKEY; want the 58 letters that begin with SU");
    }
    return new NkeySeed(pair(Arrays.copyOfRange(bytes, 2, 2 + SEED_BYTES)));
  }

  /** The public key by which a server knows us; begins with U. */
  public String publicKey() {
    byte[] encoded = keys.getPublic().getEncoded(); // the key is at the end (RFC 8410)
    byte[] bytes = new byte[1 + SEED_BYTES + 2];
    bytes[0] = (byte) PREFIX_USER;
    System.arraycopy(encoded, encoded.length - SEED_BYTES, bytes, 1, SEED_BYTES);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(1 + SEED_BYTES, (short) crc(bytes, 1 + SEED_BYTES));
    return encoded(bytes);
  }

  byte[] sign(byte[] nonce) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(nonce);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK signs by Ed25519", e);
    }
  }

  private static KeyPair pair(byte[] seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      // The JDK derives a public key only where it generates: by the seed instead of chance.
      generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has Ed25519", e);
    }
  }

  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] bytes;

    Fixed(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] into) {
      System.arraycopy(bytes, 0, into, 0, into.length);
    }
  }

  private static byte[] decoded(String text) {
    byte[] bytes = new byte[text.length() * 5 / 8];
    int filled = 0;
    int bits = 0;
    int buffer = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = BASE_32.indexOf(text.charAt(i));
      if (value < 0) {
        return new byte[0];
      }
      buffer = (buffer << 5 | value) & 0xFFF;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[filled++] = (byte) (buffer >> bits);
      }
    }
    return bytes;
  }

  private static String encoded(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int buffer = 0;
    for (byte each : bytes) {
      buffer = (buffer << 8 | (each & 0xFF)) & 0xFFF;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE_32.charAt(buffer >> bits & 31));
      }
    }
    return bits == 0
        ? text.toString()
        : text.append(BASE_32.charAt(buffer << (5 - bits) & 31)).toString();
  }

  private static int crc(byte[] bytes, int count) {
    int crc = 0;
    for (int i = 0; i < count; i++) {
      crc ^= (bytes[i] & 0xFF) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
      }
    }
    return crc & 0xFFFF;
  }

  /** Says nothing of it but the public key. */
  @Override
  public String toString() {
    return publicKey();
  }
}
