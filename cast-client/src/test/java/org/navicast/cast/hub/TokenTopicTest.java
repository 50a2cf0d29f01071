package org.navicast.cast.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenTopicTest {
  @ParameterizedTest
  @CsvSource({
    "OR-3, OR-3, OURS",
    "OR-3, '', OURS",
    "OR-3, '*', OURS",
    "SINGLE-USER, SINGLE-USER, OURS",
    "OR-3, SINGLE-USER, SINGLE_USER",
    "OR-3, or-3, OTHER",
    "OR-3, OR-4, OTHER"
  })
  void aTokenIsForOurTopicUnlessItSaysAnother(String ours, String tokens, TokenTopic is) {
    assertThat(TokenTopic.of(ours, tokens)).isEqualTo(is);
  }
}
