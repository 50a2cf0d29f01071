package org.navicast.hub.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class NodeMessageTest {
  private static final byte[] GOLDEN =
      HexFormat.of()
          .parseHex(
              "01" // version
                  + "00000000000000ab" // node
                  + "0000000000000102" // number
                  + "fffffffffffffffe" // taken
                  + "7b7d"); // {}

  @Test
  void writesTheBytesOfItsJavadoc() {
    assertArrayEquals(GOLDEN, NodeMessage.of(0xAB, 0x102, -2, "{}".getBytes(UTF_8)));
  }

  @Test
  void readsThem() {
    NodeMessage message = NodeMessage.read(GOLDEN);
    assertNotNull(message);
    assertEquals(0xAB, message.node());
    assertEquals(0x102, message.number());
    assertEquals(-2, message.takenNanos());
    assertEquals("{}", UTF_8.decode(message.body()).toString());
  }

  @Test
  void takesNothingThatIsCutOrOfAnotherVersion() {
    for (int length = 0; length < NodeMessage.HEAD_BYTES; length++) {
      assertNull(NodeMessage.read(Arrays.copyOf(GOLDEN, length)));
    }
    byte[] other = GOLDEN.clone();
    other[0] = 2;
    assertNull(NodeMessage.read(other));
  }

  @Test
  void aTopicBecomesOneWordOfASubject() {
    assertEquals("navicast.topic.T1ItMy4gKiA-", Subjects.topic("OR-3. * >"));
  }
}
