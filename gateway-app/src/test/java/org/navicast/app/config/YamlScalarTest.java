package org.navicast.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlScalarTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01",
        "+1",
        "0x10",
        "1_000",
        "1e3",
        "yes",
        "on",
        "True",
        "NaN",
        ".5",
        "9999999999999999999"
      })
  void whatWouldNotReadBackAsWrittenStaysAText(String plain) {
    assertEquals(plain, YamlScalar.value(plain));
  }

  @Test
  void numbersAndFlagsAreWhatTheyLookLike() {
    assertEquals(9_600L, YamlScalar.value("9600"));
    assertEquals(-5L, YamlScalar.value("-5"));
    assertEquals(0.03, YamlScalar.value("0.03"));
    assertEquals(1.5e-3, YamlScalar.value("1.5e-3"));
    assertEquals(true, YamlScalar.value("true"));
    assertEquals(false, YamlScalar.value("false"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "null"})
  void nothingIsNothing(String plain) {
    assertNull(YamlScalar.value(plain));
  }
}
