package org.navicast.cast.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonWriterTest {
  private static final JsonMapper JACKSON = JsonMapper.shared();

  private final JsonWriter json = new JsonWriter();

  @Property
  void anyTextComesBackThroughJackson(@ForAll String text) {
    String wellFormed = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(JACKSON.readValue(written(out -> json.string(out, text)), String.class))
        .isEqualTo(wellFormed);
  }

  @Property
  void anyNumberComesBackThroughJackson(@ForAll long value) {
    assertThat(JACKSON.readValue(written(out -> json.number(out, value)), Long.class))
        .isEqualTo(value);
  }

  @Test
  void theSmallestNumberHasNoPositiveCounterpart() {
    assertThat(written(out -> json.number(out, Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
  }

  @Property
  void aDecimalIsTheValueRounded(
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double value,
      @ForAll @IntRange(max = 6) int decimals) {
    BigDecimal back = new BigDecimal(written(out -> json.decimal(out, value, decimals)));
    BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals);
    assertThat(back.subtract(new BigDecimal(value)).abs())
        .isLessThanOrEqualTo(
            unit.multiply(new BigDecimal("0.51")).setScale(12, RoundingMode.CEILING));
    assertThat(back.scale()).isLessThanOrEqualTo(decimals);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, -1e300})
  void whatJsonCannotSayIsZero(double value) {
    assertThat(written(out -> json.decimal(out, value, 6))).isEqualTo("0");
  }

  @Test
  void negativeZeroHasNoSign() {
    assertThat(written(out -> json.decimal(out, -0.0000001, 6))).isEqualTo("0");
  }

  @Property
  void aTimestampIsTheInstantToTheMicrosecond(
      @ForAll @LongRange(min = -62_135_596_800_000_000L, max = 253_402_300_799_999_999L)
          long epochMicros) {
    String text = JACKSON.readValue(written(out -> json.timestamp(out, epochMicros)), String.class);
    Instant back = Instant.parse(text);
    assertThat(back.getEpochSecond() * 1_000_000 + back.getNano() / 1_000).isEqualTo(epochMicros);
    assertThat(text).hasSize("2026-11-21T06:13:10.123456Z".length());
  }

  private static String written(Consumer<ByteBuf> write) {
    ByteBuf out = Unpooled.buffer();
    write.accept(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
