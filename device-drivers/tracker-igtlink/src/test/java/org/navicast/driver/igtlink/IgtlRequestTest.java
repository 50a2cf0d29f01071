package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

final class IgtlRequestTest {

  @Test
  void greetsInVersion2() {
    assertBytes("greeting-v2", IgtlRequest.greeting(UnpooledByteBufAllocator.DEFAULT));
  }

  @Test
  void asksForTrackingDataInEitherVersion() {
    assertBytes(
        "stt-tdata-v1",
        IgtlRequest.startTrackingData(UnpooledByteBufAllocator.DEFAULT, 1, IgtlType.STT_TDATA, 50));
    assertBytes(
        "stt-tdata-v2",
        IgtlRequest.startTrackingData(UnpooledByteBufAllocator.DEFAULT, 2, IgtlType.STT_TDATA, 50));
  }

  private static void assertBytes(String vector, ByteBuf message) {
    assertArrayEquals(Vectors.bytes(vector), ByteBufUtil.getBytes(message));
    message.release();
  }
}
