package org.navicast.driver.igtlink;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a stream. */
final class IgtlFramerFuzzTest {
  static Stream<byte[]> seeds() {
    return StreamTrial.seeds();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void isTheSameHoweverItIsCut(byte[] bytes) {
    if (bytes.length <= StreamTrial.MAX_BYTES) {
      StreamTrial.isTheSameHoweverItIsCut(bytes);
    }
  }
}
