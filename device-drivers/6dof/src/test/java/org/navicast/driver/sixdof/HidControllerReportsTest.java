package org.navicast.driver.sixdof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.navicast.driver.hid.AxisRest;
import org.navicast.driver.hid.HexFile;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.HidValue;
import org.navicast.driver.hid.ReportDecoder;
import org.navicast.driver.io.FakeHidDoor;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.simulator.ByteVector;
import org.navicast.gateway.input.Battery;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.Doubt;
import org.navicast.gateway.input.InputEvent;
import org.navicast.gateway.input.Motion;

/** Every listed model against reports of its own. */
class HidControllerReportsTest {
  static Stream<ByteVector> vectors() throws IOException {
    return ByteVector.load(HidControllerReportsTest.class, "controller-reports.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void tells(ByteVector vector) {
    String[] words = vector.name().split(" ", -1);
    HidDevice device = device(words[0], words[1]);
    Steering steering = HidControllerModels.steering(device).getFirst();
    ReportDecoder decoder = new ReportDecoder(steering.controls());
    HidControllerTranslator translator =
        new HidControllerTranslator("cap", steering, Map.of(), UnaryOperator.identity());
    if (words.length < 3) {
      translator.take(rest(steering), -1, _ -> {});
    }
    StringJoiner told = new StringJoiner("; ");
    for (String hex : vector.sent().split(",", -1)) {
      byte[] report = HexFormat.of().parseHex(hex.replace(" ", ""));
      translator.take(decoder.decode(report, report.length), 0, event -> told.add(words(event)));
    }
    assertEquals(vector.expected(), told.toString());
  }

  @Test
  void everyModelHasReportsAndIdsOfItsOwn() throws IOException {
    Set<String> covered =
        vectors()
            .map(vector -> vector.name().substring(0, "046d:c626".length()))
            .flatMap(ids -> HidControllerModels.find(ids).stream())
            .map(HidControllerModel::name)
            .collect(Collectors.toSet());
    Set<String> ids = new HashSet<>();
    for (HidControllerModel model : HidControllerModels.all()) {
      assertTrue(covered.contains(model.name()) || model.ids().isEmpty(), model::name);
      assertTrue(model.ids().stream().allMatch(ids::add), model::name);
      assertEquals(model.buttons().size(), Set.copyOf(model.buttons().values()).size());
    }
  }

  @Test
  void aHalfThatSilenceEndedIsNoHalfOfTheNextMotion() {
    Steering steering =
        HidControllerModels.steering(device("046d:c626", "spacenavigator")).getFirst();
    ReportDecoder decoder = new ReportDecoder(steering.controls());
    HidControllerTranslator translator =
        new HidControllerTranslator("cap", steering, Map.of(), UnaryOperator.identity());
    List<String> told = new ArrayList<>();
    assertFalse(translator.isMoving());
    byte[] pushed = HexFormat.of().parseHex("01AF0000000000");
    translator.take(decoder.decode(pushed, pushed.length), 0, event -> told.add(words(event)));
    assertTrue(translator.isMoving());
    translator.silence(1, event -> told.add(words(event)));
    assertFalse(translator.isMoving());
    byte[] turned = HexFormat.of().parseHex("0200000000AF00");
    translator.take(decoder.decode(turned, turned.length), 2, event -> told.add(words(event)));
    assertEquals(List.of(), told);
  }

  @Test
  void aHatThatComesAloneIsTold() {
    Steering steering =
        HidControllerModels.steering(device("046d:c626", "spacenavigator")).getFirst();
    HidControllerTranslator translator =
        new HidControllerTranslator("cap", steering, Map.of(), UnaryOperator.identity());
    List<String> told = new ArrayList<>();
    for (OptionalInt direction : List.of(OptionalInt.empty(), OptionalInt.of(1))) {
      HidValue hat = new HidValue.Hat(HidUsage.HAT, direction, 8);
      translator.take(List.of(hat), 0, event -> told.add(words(event)));
    }
    assertEquals(List.of("hat-right+", "hat-up+"), told);
  }

  @Test
  void whatSteersNothingFitsNoModel() {
    assertTrue(HidControllerModels.steering(device("256f:c650", "vec-infinity")).isEmpty());
    assertTrue(HidControllerModels.steering(device("046d:c626", "keyboard-with-id")).isEmpty());
    assertTrue(HidControllerModels.steering(FakeHidDoor.device("046d:c626", "", "", "")).isEmpty());
  }

  /** What all its axes say while nobody touches them. */
  private static List<HidValue> rest(Steering steering) {
    List<HidValue> values = new ArrayList<>();
    for (AxisSource source : steering.model().axes()) {
      steering
          .controls()
          .position(source.usage())
          .ifPresent(
              range -> {
                long value =
                    source.rest() == AxisRest.LOW ? range.min() : (range.min() + range.max()) / 2;
                values.add(
                    new HidValue.Axis(source.usage(), value, range.min(), range.max(), false));
              });
    }
    return values;
  }

  static HidDevice device(String ids, String descriptor) {
    HidDevice onUsb =
        FakeHidDoor.device(
            ids, "Cap", HexFormat.of().formatHex(HexFile.descriptor(descriptor)), "");
    return new HidDevice(
        onUsb.path(),
        onUsb.unit(),
        onUsb.vendor(),
        onUsb.product(),
        onUsb.name(),
        onUsb.serial(),
        OptionalInt.empty(),
        onUsb.descriptor(),
        "");
  }

  private static String words(InputEvent event) {
    return switch (event) {
      case Motion motion ->
          DoubleStream.of(
                  motion.translationX(),
                  motion.translationY(),
                  motion.translationZ(),
                  motion.rotationX(),
                  motion.rotationY(),
                  motion.rotationZ())
              .mapToObj(HidControllerReportsTest::number)
              .collect(Collectors.joining(" ", "motion ", ""));
      case Button button -> button.control() + (button.pressed() ? "+" : "-");
      case Doubt doubt -> (doubt.count() > 0 ? "doubted " : "sure ") + doubt.topic();
      case Battery battery -> "battery " + battery.percent();
      default -> event.toString();
    };
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.valueOf(Math.round(value))
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
