package org.navicast.driver.sixdof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navicast.driver.io.SerialSettings;
import org.navicast.driver.io.SerialSettings.FlowControl;
import org.navicast.gateway.driver.SettingsException;

class MagellanConfigTest {
  @Test
  void needsOnlyAPort() throws SettingsException {
    MagellanConfig config = from(Map.of("port", "/dev/ttyUSB0"));
    assertEquals("/dev/ttyUSB0", config.port());
    assertEquals(
        List.of(2, 1, 2, 1), config.lines().stream().map(SerialSettings::stopBits).toList());
    assertEquals(
        List.of(9600, 9600, 19200, 19200),
        config.lines().stream().map(SerialSettings::baud).toList());
    assertEquals(FlowControl.NONE, config.lines().getFirst().flow());
    assertEquals(400, config.fullScale());
  }

  @Test
  void takesAllItsKeys() throws SettingsException {
    MagellanConfig config =
        from(
            Map.of(
                "port", "/dev/ttyS0",
                "baud", 19200L,
                "stop-bits", 1L,
                "flow-control", "rts-cts",
                "full-scale", 5000L));
    assertEquals(List.of(1), config.lines().stream().map(SerialSettings::stopBits).toList());
    assertEquals(19200, config.lines().getFirst().baud());
    assertEquals(FlowControl.RTS_CTS, config.lines().getFirst().flow());
    assertEquals(5000, config.fullScale());
  }

  @ParameterizedTest
  @CsvSource({"baud,1", "stop-bits,3", "flow-control,dtr", "full-scale,0", "speed,9600"})
  void refusesWhatIsWrongByItsPath(String key, String value) {
    Object given = value.matches("\\d+") ? (Object) Long.valueOf(value) : value;
    SettingsException refusal =
        assertThrows(SettingsException.class, () -> from(Map.of("port", "/dev/ttyS0", key, given)));
    assertEquals("devices[0]." + key, refusal.path());
  }

  @Test
  void refusesAMissingPort() {
    assertEquals(
        "devices[0].port", assertThrows(SettingsException.class, () -> from(Map.of())).path());
  }

  private static MagellanConfig from(Map<String, ?> values) throws SettingsException {
    return MagellanConfig.from(MagellanConfig.SHAPE.read("devices[0]", values));
  }
}
