package org.navicast.driver.sixdof;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.navicast.driver.hid.ControlSet;
import org.navicast.driver.hid.DescriptorException;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.ReportDecoder;
import org.navicast.driver.hid.ReportDescriptor;
import org.navicast.driver.io.FakeHidDoor;
import org.navicast.driver.io.HidDevice;
import org.navicast.gateway.input.InputEvent;
import org.navicast.gateway.input.Motion;

/** The first byte is the length of each report; two reports, then a hostile descriptor. */
class HidControllerFuzzTest {
  @FuzzTest
  void whateverItDescribesItsRatesAreFractions(byte[] data) {
    if (data.length == 0) {
      return;
    }
    int length = Math.min(data[0] & 0x3F, (data.length - 1) / 2);
    ReportDescriptor parsed;
    try {
      parsed = ReportDescriptor.parse(Arrays.copyOfRange(data, 1 + 2 * length, data.length));
    } catch (DescriptorException e) {
      return;
    }
    HidDevice device = FakeHidDoor.device("1209:0001", "", "", "");
    ControlSet set = new ControlSet(1, HidUsage.JOYSTICK, parsed);
    for (HidControllerModel model : HidControllerModels.all()) {
      Steering steering = model.onAny(device, set);
      HidControllerTranslator translator =
          new HidControllerTranslator("cap", steering, Map.of(), UnaryOperator.identity());
      ReportDecoder decoder = new ReportDecoder(steering.controls());
      for (int at = 1; at <= 1 + length; at += Math.max(1, length)) {
        byte[] report = Arrays.copyOfRange(data, at, at + length);
        translator.take(decoder.decode(report, length), 0, HidControllerFuzzTest::check);
      }
      translator.silence(0, HidControllerFuzzTest::check);
      assertTrue(!translator.isMoving());
    }
  }

  private static void check(InputEvent event) {
    if (event instanceof Motion motion) {
      assertFraction(motion.translationX());
      assertFraction(motion.translationY());
      assertFraction(motion.translationZ());
      assertFraction(motion.rotationX());
      assertFraction(motion.rotationY());
      assertFraction(motion.rotationZ());
    }
  }

  private static void assertFraction(double rate) {
    assertTrue(rate >= -1 && rate <= 1, () -> "a rate of " + rate);
  }
}
