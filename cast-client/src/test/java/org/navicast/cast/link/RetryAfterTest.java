package org.navicast.cast.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  @ParameterizedTest
  @CsvSource({
    ", 0",
    "'', 0",
    "0, 0",
    "1, 1000",
    "60, 60000",
    "86400, 60000",
    "999999999999999999, 60000",
    "99999999999999999999, 0",
    "-1, 0",
    "1.5, 0",
    "soon, 0",
    "'Fri, 31 Dec 2100 23:59:59 GMT', 0",
  })
  void countsSecondsUpToABound(String header, long millis) {
    assertThat(RetryAfter.millis(header)).isEqualTo(millis);
  }
}
