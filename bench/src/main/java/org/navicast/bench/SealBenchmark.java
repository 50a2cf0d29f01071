package org.navicast.bench;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A message of 1 kB encrypted as the JDK's TLS 1.3 does, by the quick compiler alone, which a board
 * has: what orders the ciphers that the gateway offers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = "-XX:TieredStopAtLevel=1")
public class SealBenchmark {
  private static final int MESSAGE_BYTES = 1024;
  private static final int TAG_BITS = 128;

  private final byte[] key = new byte[32];
  private final byte[] message = new byte[MESSAGE_BYTES];
  private final byte[] out = new byte[MESSAGE_BYTES + TAG_BITS / Byte.SIZE];
  private final byte[] nonce = new byte[12];
  private long record;

  /** TLS_AES_256_GCM_SHA384. */
  @Benchmark
  public int aes256() throws GeneralSecurityException {
    return seal("AES/GCM/NoPadding", "AES", new GCMParameterSpec(TAG_BITS, nextNonce()));
  }

  /** TLS_CHACHA20_POLY1305_SHA256. */
  @Benchmark
  public int chacha20() throws GeneralSecurityException {
    return seal("ChaCha20-Poly1305", "ChaCha20", new IvParameterSpec(nextNonce()));
  }

  private int seal(String transformation, String algorithm, AlgorithmParameterSpec nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(transformation);
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, algorithm), nonce);
    return cipher.doFinal(message, 0, MESSAGE_BYTES, out);
  }

  /** Each record has its own. */
  private byte[] nextNonce() {
    ByteBuffer.wrap(nonce).putLong(4, record++);
    return nonce;
  }
}
