package org.navicast.driver.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SerialSettingsTest {
  @Test
  void beginsWithWhatMostDevicesUse() {
    SerialSettings settings = SerialSettings.of(9600);
    assertEquals(8, settings.dataBits());
    assertEquals(1, settings.stopBits());
    assertEquals(SerialSettings.Parity.NONE, settings.parity());
    assertEquals(SerialSettings.FlowControl.NONE, settings.flow());
  }

  @Test
  void refusesWhatNoPortCanDo() {
    SerialSettings settings = SerialSettings.of(9600);
    assertThrows(IllegalArgumentException.class, () -> SerialSettings.of(0));
    assertThrows(IllegalArgumentException.class, () -> settings.withStopBits(3));
  }
}
