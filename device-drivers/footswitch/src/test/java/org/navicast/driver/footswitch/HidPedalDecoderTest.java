package org.navicast.driver.footswitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.simulator.ByteVector;
import org.navicast.gateway.driver.SettingsException;

/** Every listed model against reports of its own. */
class HidPedalDecoderTest {
  static Stream<ByteVector> vectors() throws IOException {
    return ByteVector.load(HidPedalDecoderTest.class, "hid-pedals.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void decodes(ByteVector vector) throws SettingsException {
    HidPedalConfig config = known(vector.name());
    HidPedalDecoder decoder = config.decoder(FakeHid.device(vector.name())).orElseThrow();
    byte[] report = HexFormat.of().parseHex(vector.sent().replace(" ", ""));
    boolean[] down = new boolean[config.controls().size()];
    String said =
        switch (decoder.decode(report, report.length, down)) {
          case NOTHING -> "-";
          case NO_PLUG -> "no plug";
          case PEDALS ->
              IntStream.range(0, down.length)
                  .filter(i -> down[i])
                  .mapToObj(config.controls()::get)
                  .collect(Collectors.joining(" "));
        };
    assertEquals(vector.expected(), said);
  }

  @Test
  void everyModelHasVectorsAndIdsOfItsOwn() throws IOException {
    Set<String> covered = vectors().map(ByteVector::name).collect(Collectors.toSet());
    Set<String> ids = new HashSet<>();
    for (HidPedalModel model : HidPedalModels.all()) {
      assertTrue(
          covered.contains(model.name()) || model.ids().stream().anyMatch(covered::contains),
          model::name);
      assertTrue(!model.ids().isEmpty() || !model.products().isEmpty(), model::name);
      assertTrue(model.ids().stream().allMatch(ids::add), model::name);
      assertEquals(model.controls().size(), Set.copyOf(model.controls()).size());
    }
  }

  @Test
  void aBufferIsReadNoFurtherThanItsReport() throws SettingsException {
    HidPedalDecoder decoder = known("0911:1844").decoder(FakeHid.device("0911:1844")).orElseThrow();
    boolean[] down = {true, true, true, true};
    assertEquals(HidPedalDecoder.Said.NOTHING, decoder.decode(new byte[8], 0, down));
    assertEquals(List.of(true, true), List.of(down[0], down[3]));
  }

  @Test
  void aModelIsKnownByItsIdsElseByWhatItCallsItself() {
    assertEquals("PCsensor footswitch", model(FakeHid.device("0c45:7404")));
    HidDevice pager = FakeHid.called("AirTurn DUO 500");
    assertEquals("AirTurn page turner", model(pager));
    assertTrue(HidPedalModels.of(FakeHid.called("Keyboard")).isEmpty());
  }

  @Test
  void anInterfaceForSomethingElseIsNotThePedals() throws SettingsException {
    HidPedalConfig philips = known("0911:1844");
    assertTrue(philips.decoder(FakeHid.keyboard("0911:1844", "")).isEmpty());
    assertTrue(philips.decoder(FakeHid.device("0911:1844")).isPresent());
  }

  private static String model(HidDevice device) {
    return HidPedalModels.of(device).orElseThrow().name();
  }

  /** By its ids, else by the name of its model. */
  private static HidPedalConfig known(String name) throws SettingsException {
    Map<String, String> settings =
        HidPedalModels.find(name).isPresent()
            ? Map.of("ids", name)
            : Map.of("ids", "1209:0002", "model", name);
    return HidPedalConfig.from(HidPedalConfig.SHAPE.read("devices[0]", settings));
  }
}
