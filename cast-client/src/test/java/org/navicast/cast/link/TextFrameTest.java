package org.navicast.cast.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFrameTest {
  private static final int MASK = 0x37FA213D;

  /** The masked "Hello" of RFC 6455, 5.7. */
  @Test
  void isTheExampleOfTheStandard() {
    assertThat(HexFormat.of().formatHex(bytes(frame("Hello", MASK))))
        .isEqualTo("818537fa213d7f9f4d5158");
  }

  /** Every width of the length, and every rest behind the last eight bytes. */
  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 124, 125, 126, 127, 128, 511, 65_535, 65_536, 65_543})
  void isReadByAServer(int length) {
    String text = "0123456789abcdefghijk".repeat(length / 21 + 1).substring(0, length);
    for (int mask : new int[] {MASK, -MASK, 0, -1}) {
      EmbeddedChannel server =
          new EmbeddedChannel(new WebSocket13FrameDecoder(true, false, 1 << 20));
      server.writeInbound(frame(text, mask));
      TextWebSocketFrame read = server.readInbound();
      assertThat(read.text()).isEqualTo(text);
      assertThat(read.isFinalFragment()).isTrue();
      read.release();
      assertThat(server.<Object>readInbound()).isNull();
      server.finishAndReleaseAll();
    }
  }

  /** RFC 6455 wants the shortest form of the length. */
  @ParameterizedTest
  @ValueSource(ints = {125, 126, 65_535, 65_536})
  void headerIsAsShortAsCanBe(int length) {
    ByteBuf frame = frame("x".repeat(length), MASK);
    assertThat(frame.readableBytes() - length)
        .isEqualTo(length <= 125 ? 6 : length <= 65_535 ? 8 : 14);
    frame.release();
  }

  private static ByteBuf frame(String text, int mask) {
    ByteBuf message = TextFrame.begin(ByteBufAllocator.DEFAULT);
    message.writeCharSequence(text, StandardCharsets.UTF_8);
    TextFrame.finish(message, mask);
    return message;
  }

  private static byte[] bytes(ByteBuf frame) {
    byte[] bytes = new byte[frame.readableBytes()];
    frame.readBytes(bytes).release();
    return bytes;
  }
}
