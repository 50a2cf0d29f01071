package org.navicast.cast.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hub sends, whatever its size, costs no more than is wanted of it. */
class SocketInputTest {
  private final Pongs pongs = new Pongs();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new FrameSlicer(),
          new WebSocket13FrameDecoder(
              WebSocketDecoderConfig.newBuilder()
                  .expectMaskedFrames(false)
                  .maxFramePayloadLength(2 * FrameSlicer.MAX_FRAGMENT_BYTES)
                  .build()),
          pongs);
  private final TextReader texts = new TextReader();
  private final List<String> read = new ArrayList<>();
  private int largestFrame;

  @AfterEach
  void stop() {
    channel.finishAndReleaseAll();
  }

  private static ByteBuf frames(WebSocketFrame... frames) {
    EmbeddedChannel encoder = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
    ByteBuf all = Unpooled.buffer();
    for (WebSocketFrame frame : frames) {
      encoder.writeOutbound(frame);
    }
    ByteBuf next;
    while ((next = encoder.readOutbound()) != null) {
      all.writeBytes(next);
      next.release();
    }
    return all;
  }

  private void receive(ByteBuf bytes, int chunk) {
    while (bytes.isReadable()) {
      channel.writeInbound(bytes.readBytes(Math.min(chunk, bytes.readableBytes())));
      WebSocketFrame frame;
      while ((frame = channel.readInbound()) != null) {
        largestFrame = Math.max(largestFrame, frame.content().readableBytes());
        String text = texts.take(frame);
        if (text != null) {
          read.add(text);
        }
        frame.release();
      }
    }
    bytes.release();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1_000, 8_192, 8_193, 65_536, 1_000_000})
  void messagesComeWholeAndTheLongestGoBy(int chunk) {
    String wanted = "{\"a\":\"" + "\u00e4".repeat(20_000) + "\"}";
    receive(
        frames(
            new TextWebSocketFrame("{}"),
            new TextWebSocketFrame(wanted),
            new TextWebSocketFrame("x".repeat(600_000)),
            new TextWebSocketFrame(""),
            new TextWebSocketFrame("y".repeat(FrameSlicer.MAX_FRAGMENT_BYTES + 1)),
            new TextWebSocketFrame("{\"last\":1}")),
        chunk);
    assertThat(read)
        .containsExactly(
            "{}", wanted, "", "y".repeat(FrameSlicer.MAX_FRAGMENT_BYTES + 1), "{\"last\":1}");
    assertThat(texts.skipped()).isEqualTo(1);
    assertThat(largestFrame).isLessThanOrEqualTo(2 * FrameSlicer.MAX_FRAGMENT_BYTES);
  }

  @ParameterizedTest
  @ValueSource(ints = {TextReader.MAX_MESSAGE_BYTES, TextReader.MAX_MESSAGE_BYTES + 1})
  void theLimitIsExact(int bytes) {
    receive(frames(new TextWebSocketFrame("z".repeat(bytes))), 4_000);
    assertThat(read).hasSize(bytes <= TextReader.MAX_MESSAGE_BYTES ? 1 : 0);
  }

  /** A gigabyte is announced, and a little of it comes: nothing is kept for it. */
  @Test
  void nothingIsKeptForWhatIsAnnounced() {
    ByteBuf begun = Unpooled.buffer().writeByte(0x81).writeByte(127).writeLong(1L << 30);
    begun.writeBytes(new byte[300_000]);
    receive(begun, 65_536);
    assertThat(texts.skipped()).isEqualTo(1);
    assertThat(read).isEmpty();
  }

  @Test
  void ofManyPingsTheNewestAreAnswered() {
    ByteBuf flood = Unpooled.buffer();
    for (int i = 0; i < 1_000; i++) {
      ByteBuf one = frames(new PingWebSocketFrame(ByteBufUtil.writeAscii(channel.alloc(), "" + i)));
      flood.writeBytes(one);
      one.release();
    }
    receive(flood, 1_000_000);
    for (int i = 1_000 - Pongs.MAX_WAITING; i < 1_000; i++) {
      PongWebSocketFrame pong = channel.readOutbound();
      assertThat(pong.content().toString(StandardCharsets.US_ASCII)).isEqualTo("" + i);
      pong.release();
    }
    assertThat(channel.<Object>readOutbound()).isNull();
  }
}
