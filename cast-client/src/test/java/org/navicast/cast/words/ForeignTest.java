package org.navicast.cast.words;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others wrote may be read, and does nothing else. */
class ForeignTest {
  @ParameterizedTest
  @CsvSource({
    "'a\nWARN forged',a WARN forged",
    "'a\r\n\tb','a b'",
    "'\u001b[31mred\u001b[0m','[31mred [0m'",
    "'\u009b31mred','31mred'",
    "'left\u202Ethgir','left thgir'",
    "'a\u2028b\u2029c','a b c'",
    "'\u0000\u0007','' ",
    "'  spaces   around  ','spaces around'",
    "'half \uD83D','half'",
    "'Prüfung Ω 日本 \uD83D\uDE00','Prüfung Ω 日本 \uD83D\uDE00'"
  })
  void oneLineThatCanBeRead(String text, String line) {
    assertThat(Foreign.line(text)).isEqualTo(line);
  }

  @Test
  void whatIsCleanIsLeftAlone() {
    String text = "3Dconnexion SpaceMouse Pro (046d:c62b)";

    assertThat(Foreign.line(text)).isSameAs(text);
  }

  @Test
  void longTextIsCutAndSaysSo() {
    assertThat(Foreign.line("x".repeat(1_000_000), 10)).isEqualTo("x".repeat(9) + "…");
    assertThat(Foreign.line("\n".repeat(1_000_000) + "x", 10)).isEqualTo("…");
    assertThat(Foreign.line("\uD83D\uDE00".repeat(10), 4)).isEqualTo("\uD83D\uDE00…");
  }

  @Property
  void anyTextIsBoundedAndPrintable(
      @ForAll String text, @ForAll @IntRange(min = 1, max = 40) int max) {
    String line = Foreign.line(text, max);

    assertThat(line.length()).isLessThanOrEqualTo(max);
    assertThat(line).doesNotMatch("(?s).*[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}].*");
    assertThat(Foreign.line(line, max)).isEqualTo(line);
  }
}
