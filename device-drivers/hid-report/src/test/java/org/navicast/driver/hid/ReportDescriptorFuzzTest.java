package org.navicast.driver.hid;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** The first byte is the length of the report, then the report, then the descriptor. */
class ReportDescriptorFuzzTest {
  @FuzzTest
  void anyDescriptorIsReadOrRefused(byte[] data) {
    if (data.length == 0) {
      return;
    }
    int split = Math.min(data.length, 1 + (data[0] & 0xFF));
    DescriptorTrial.survives(
        Arrays.copyOfRange(data, split, data.length), Arrays.copyOfRange(data, 1, split));
  }
}
