package org.navicast.cast.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ReadingTest {
  private static final Reading READING = Reading.of(List.of("a", "b", "id"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"x\":{\"a\":2},\"b\":[true,null,{\"x\":[[]],\"id\":\"i\"}]}"
            + "|{\"a\":1,\"b\":[true,null,{\"id\":\"i\"}]}",
        "{\"x\":[1,{\"y\":\"}\"}],\"a\":-1.5}|{\"a\":-1.5}",
        "{\"a\":12345678901234567890}|{\"a\":1.2345678901234567E19}",
        "{\"a\":{}, \"a\":2}|{\"a\":2}",
        "{\"a\":NaN}|{\"a\":\"NaN\"}",
        "[{\"id\":3},{\"x\":3}]|[{\"id\":3},{}]",
        "\"text\"|\"text\"",
      })
  void readsWhatIsWantedAndNothingElse(String text, String read) {
    assertThat(READING.read(text)).hasToString(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"a\":}", "{\"x\":tru}", "{} {}", "nothing", "]", "{\"x\":[}]}"})
  void whatIsNoJsonIsMissing(String text) {
    assertThat(READING.read(text).isMissingNode()).isTrue();
  }

  @Test
  void isBoundedWhateverOthersWrite() {
    JsonNode many = READING.read("{\"a\":[" + "0,".repeat(30_000) + "0],\"b\":1}");
    assertThat(many.path("a").size()).isLessThanOrEqualTo(Reading.MAX_NODES);
    assertThat(many.has("b")).isFalse();

    JsonNode deep = READING.read("[".repeat(400) + "]".repeat(400));
    assertThat(deep.toString()).hasSizeLessThan(2 * Reading.MAX_DEPTH + 4);

    JsonNode longText = READING.read("{\"a\":\"" + "\u00e9".repeat(60_000) + "\"}");
    assertThat(longText.path("a").asString()).isEqualTo("\u00e9".repeat(Reading.MAX_TEXT));
  }

  @Test
  void readsAsMuchAsATreeWhereEverythingIsWanted() {
    String text = "{\"x\":[1,2.5,\"s\",false,null,{\"y\":{}}]}";
    assertThat(Reading.of(List.of("x", "y")).read(text))
        .hasToString(Reading.WHOLE.read(text).toString());
    assertThat(Reading.WHOLE.and(List.of("z")).read(text)).hasToString(text);
  }
}
