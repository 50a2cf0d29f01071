package org.navicast.driver.igtlink;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The same with checksums put right, so that the fuzzer gets past them, and back again. */
final class MessageDecoderFuzzTest {
  static Stream<byte[]> seeds() {
    return StreamTrial.seeds();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void goesRoundWithRightChecksums(byte[] bytes) {
    if (bytes.length <= StreamTrial.MAX_BYTES) {
      byte[] right = StreamTrial.withRightChecksums(bytes);
      StreamTrial.isTheSameHoweverItIsCut(right).forEach(StreamTrial::goesRound);
    }
  }
}
