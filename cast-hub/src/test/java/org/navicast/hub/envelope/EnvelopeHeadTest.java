package org.navicast.hub.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeHeadTest {
  private static final int MAX_NAME = 16;

  private final EnvelopeHead head = new EnvelopeHead(MAX_NAME);

  @Test
  void findsWhatRoutingNeeds() throws Exception {
    assertTrue(
        parse(
            """
            {"timestamp":"t","id":"1","subscriber.name":" GW ","target.actor":"W",
             "target.product.name":{"name":"P"},"target.subscriber.name":"S",
             "event":{"context":{"hub.topic":"no","event":{"hub.topic":"no"}},
                      "hub.topic":" T1 ","hub.event":"navi-button"}}"""));
    assertTrue(head.topic().is("T1"));
    assertTrue(head.event().is("navi-button"));
    assertTrue(head.publisher().is("GW"));
    assertTrue(head.targetActor().wanted().is("W"));
    assertTrue(head.targetProduct().wanted().is("P"));
    assertTrue(head.targetSubscriber().wanted().is("S"));
    head.requireTopic();
  }

  @Test
  void readsEscapesLikeAnyoneElse() throws Exception {
    parse("{\"ev\\u0065nt\":{\"hub.topic\":\"T\\u0031\\ud83d\\ude00\"}}");
    assertEquals("T1\ud83d\ude00", head.topic().toString());
  }

  @Test
  void keepsNothingOfTheMessageBefore() throws Exception {
    parse(
        """
        {"subscriber.name":"A","target.actor":["x"],"target.product.name":"P",
         "event":{"hub.topic":"T","hub.event":"e"}}""");
    assertTrue(head.targetActor().isClosed());
    assertFalse(parse("{}"));
    assertTrue(head.topic().isEmpty());
    assertTrue(head.event().isEmpty());
    assertTrue(head.publisher().isEmpty());
    assertFalse(head.targetActor().isClosed());
    assertFalse(head.targetProduct().isRestricted());
  }

  @Test
  void ofARepeatedKeyTheLastCounts() throws Exception {
    assertTrue(
        parse(
            """
            {"subscriber.name":"A","subscriber.name":"B","target.actor":["x"],"target.actor":"W",
             "event":{"hub.topic":"T1","hub.event":"e"},"event":{"hub.topic":"T2"}}"""));
    assertTrue(head.publisher().is("B"));
    assertTrue(head.topic().is("T2"));
    assertTrue(head.event().isEmpty());
    assertFalse(head.targetActor().isClosed());
    assertFalse(parse("{\"event\":{\"hub.topic\":\"T1\"},\"event\":7}"));
    assertTrue(head.topic().isEmpty());
    assertTrue(parse("{\"subscriber.name\":\"A\",\"subscriber.name\":null,\"event\":{}}"));
    assertTrue(head.publisher().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"W\"',false,true",
    "'\"*\"',false,false",
    "'\"\"',false,false",
    "'null',false,false",
    "'7',true,false",
    "'true',true,false",
    "'[]',true,false",
    "'{}',true,false",
    "'{\"id\":7,\"key\":{\"id\":\"x\"}}',true,false",
    "'{\"name\":\"a\",\"key\":\"b\",\"id\":\"c\"}',false,true",
  })
  void targetsAreOpenRestrictedOrClosed(String target, boolean closed, boolean restricted)
      throws Exception {
    parse("{\"target.actor\":" + target + ",\"event\":{}}");
    assertEquals(closed, head.targetActor().isClosed());
    assertEquals(restricted, head.targetActor().isRestricted());
  }

  @Test
  void theIdOfATargetComesBeforeKeyAndName() throws Exception {
    parse("{\"target.actor\":{\"name\":\"a\",\"id\":\"c\",\"key\":\"b\"}}");
    assertTrue(head.targetActor().wanted().is("c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "{} {}",
        "{}]",
        "{\"a\":NaN}",
        "{\"a\":-Infinity}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":tru}",
        "{\"a\":1}//",
        "\ufeff{}",
        "[1,2",
        "nul",
      })
  void whatIsNotJsonIsRefused(String text) {
    assertThrows(EnvelopeException.class, () -> parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "7", "null", "\"x\"", "[{\"event\":{}}]", "{\"event\":[]}"})
  void otherJsonIsNoEnvelope(String text) throws Exception {
    assertFalse(parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void onlyUtf8IsTaken(String charset) {
    ByteBuf message =
        Unpooled.copiedBuffer("{\"event\":{\"hub.topic\":\"T\"}}", Charset.forName(charset));
    assertThrows(EnvelopeException.class, () -> head.parse(message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c0 80", "ed a0 80", "f5 80 80 80", "e2 82", "ff", "80"})
  void brokenUtf8IsRefusedAnywhere(String hex) {
    ByteBuf message = Unpooled.buffer();
    message.writeCharSequence("{\"event\":{\"hub.topic\":\"T\"},\"a\":\"", StandardCharsets.UTF_8);
    message.writeBytes(HexFormat.ofDelimiter(" ").parseHex(hex));
    message.writeCharSequence("\"}", StandardCharsets.UTF_8);
    assertThrows(EnvelopeException.class, () -> head.parse(message));
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 10_000, 500_000})
  void deepNestingIsRefused(int depth) {
    assertThrows(
        EnvelopeException.class,
        () -> parse("{\"event\":{},\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}"));
    assertThrows(EnvelopeException.class, () -> parse("[".repeat(depth) + "]".repeat(depth)));
    assertThrows(EnvelopeException.class, () -> parse("{\"event\":".repeat(depth)));
  }

  @Test
  void aHugeStringPassesWhereItIsNotAName() throws Exception {
    String huge = "ä".repeat(400_000);
    assertTrue(parse("{\"x\":\"" + huge + "\",\"event\":{\"hub.topic\":\"T\"}}"));
    assertTrue(head.topic().is("T"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":{\"hub.topic\":\"%s\"}}",
        "{\"event\":{\"hub.event\":\"%s\"}}",
        "{\"subscriber.name\":\"%s\"}",
        "{\"subscriber\":\"%s\"}",
        "{\"publisher\":\"%s\"}",
        "{\"target.actor\":\"%s\"}",
        "{\"target.actor\":{\"id\":\"%s\"}}",
        "{\"target.product.name\":\"%s\"}",
        "{\"target.subscriber.name\":\"%s\"}",
      })
  void namesAreBounded(String template) throws Exception {
    parse(template.formatted("  " + "n".repeat(MAX_NAME) + " "));
    assertThrows(
        EnvelopeException.class, () -> parse(template.formatted("n".repeat(MAX_NAME + 1))));
    assertThrows(EnvelopeException.class, () -> parse(template.formatted("n".repeat(300_000))));
  }

  @Test
  void aHugeKeyOrNumberIsRefused() {
    assertThrows(EnvelopeException.class, () -> parse("{\"" + "k".repeat(2_000) + "\":1}"));
    assertThrows(EnvelopeException.class, () -> parse("{\"k\":" + "1".repeat(2_000) + "}"));
  }

  @Test
  void saysWhere() {
    EnvelopeException refused =
        assertThrows(EnvelopeException.class, () -> parse("{\"a\":1,\"b\":NaN}"));
    assertTrue(refused.offset() >= 11 && refused.offset() <= 15, () -> "" + refused.offset());
    assertTrue(String.valueOf(refused.getMessage()).startsWith("Could not parse request"));
  }

  @Test
  void readsAnyKindOfBufferFromItsReaderIndex() throws Exception {
    String text = "{\"event\":{\"hub.topic\":\"T\"}}";
    for (ByteBuf buffer : new ByteBuf[] {Unpooled.directBuffer(), Unpooled.buffer()}) {
      buffer.writeBytes("junk".getBytes(StandardCharsets.UTF_8)).skipBytes(4);
      buffer.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      assertTrue(head.parse(buffer));
      assertTrue(head.parse(buffer.slice()));
      assertEquals(4, buffer.readerIndex());
      buffer.release();
    }
  }

  @Test
  void knowsAnObjectByItsFirstByte() {
    assertTrue(EnvelopeHead.startsObject(bytes(" \r\n\t{")));
    assertFalse(EnvelopeHead.startsObject(bytes("x{")));
    assertFalse(EnvelopeHead.startsObject(bytes("")));
    assertFalse(EnvelopeHead.startsObject(bytes("  ")));
  }

  private boolean parse(String text) throws EnvelopeException {
    return head.parse(bytes(text));
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }
}
