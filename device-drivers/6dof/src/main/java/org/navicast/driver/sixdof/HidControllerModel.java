package org.navicast.driver.sixdof;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.navicast.driver.hid.ControlSet;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.ReportDescriptor;
import org.navicast.driver.io.HidDevice;

/**
 * How a HID controller is to be read.
 *
 * @param name what people call it
 * @param ids vendor and product, such as {@code 046d:c626}, or {@code 256f:*} for all others of a
 *     vendor; empty where the application alone decides
 * @param products how it calls itself, or begins to
 * @param applications what the interface is for that steers, one of them
 * @param traps what a person must know of it, one sentence each
 * @param axes where the rates come from; several sources of one add up
 * @param buttons names of buttons by their number, from 1; a button without one is {@code button-N}
 * @param ignoredReports ids of reports that say what others say too
 * @param callsPositionsRelative true where the device tells positions and calls them movements
 * @param lamp id of the report that switches its lamp; empty where it has none
 * @param silenceMillis a deflected device that says nothing for so long is lost; 0 where it may be
 *     held still in silence
 * @param play fraction of full deflection around rest that it cannot hold, 0…0.5
 * @param isReceiver true where the device that is plugged in is there without its cap
 * @param shape what must be among its controls, where the application alone decides
 * @param refusal why it cannot be read though it seems so; empty where it can
 */
record HidControllerModel(
    String name,
    List<String> ids,
    List<String> products,
    Set<HidUsage> applications,
    List<String> traps,
    List<AxisSource> axes,
    Map<Integer, String> buttons,
    Set<Integer> ignoredReports,
    boolean callsPositionsRelative,
    OptionalInt lamp,
    int silenceMillis,
    double play,
    boolean isReceiver,
    ControlShape shape,
    Optional<Refusal> refusal) {

  /**
   * A device that speaks otherwise than its descriptor says.
   *
   * @param onUsbAlone false where it does so however it is connected
   * @param reason one plain sentence, without a full stop
   */
  record Refusal(boolean onUsbAlone, String reason) {}

  /** Fewer axes than this steer nothing: a pedal that calls itself a joystick has one at most. */
  private static final int FEWEST_AXES = 2;

  /** What a stick of a cheap gamepad may rest off its centre. */
  private static final double UNKNOWN_PLAY = 0.08;

  HidControllerModel {
    ids = List.copyOf(ids);
    products = List.copyOf(products);
    applications = Set.copyOf(applications);
    traps = List.copyOf(traps);
    axes = List.copyOf(axes);
    buttons = Map.copyOf(buttons);
    ignoredReports = Set.copyOf(ignoredReports);
  }

  /**
   * The same with other axes, which a person has shown or written; whatever it calls itself, it
   * steers with them.
   */
  HidControllerModel with(List<AxisSource> others) {
    return new HidControllerModel(
        name,
        ids,
        products,
        applications,
        traps,
        others,
        buttons,
        ignoredReports,
        callsPositionsRelative,
        lamp,
        silenceMillis,
        play,
        isReceiver,
        shape,
        Optional.empty());
  }

  /** A controller of which nothing is known but its axes. */
  static HidControllerModel ofAxes(List<AxisSource> axes) {
    return new HidControllerModel(
        "controller",
        List.of(),
        List.of(),
        Set.of(),
        List.of(),
        axes,
        Map.of(),
        Set.of(),
        false,
        OptionalInt.empty(),
        0,
        UNKNOWN_PLAY,
        false,
        ControlShape.ANY,
        Optional.empty());
  }

  /** The name of a button by its number. */
  String button(int number) {
    return buttons.getOrDefault(number, "button-" + number);
  }

  /** True where it is known by what it is, not only by what it is for. */
  boolean isKnown() {
    return !ids.isEmpty() || !products.isEmpty();
  }

  /** Why this interface cannot be read though it seems so; empty where it can. */
  Optional<String> refuses(HidDevice device) {
    return refusal
        .filter(it -> !it.onUsbAlone() || device.usbInterface().isPresent())
        .map(Refusal::reason);
  }

  /** These controls as this model reads them; empty where they are not the ones that steer. */
  Optional<Steering> on(HidDevice device, ControlSet set) {
    return applications.contains(set.application())
        ? Optional.of(onAny(device, set)).filter(it -> isIn(it.controls()))
        : Optional.empty();
  }

  /** The same, whatever they are for. */
  Steering onAny(HidDevice device, ControlSet set) {
    return new Steering(device, set, this, correct(set.descriptor()));
  }

  private ReportDescriptor correct(ReportDescriptor descriptor) {
    ReportDescriptor told = callsPositionsRelative ? descriptor.withPositions() : descriptor;
    return told.without(ignoredReports);
  }

  /** True where all its axes tell positions there. */
  boolean hasAllAxes(ReportDescriptor controls) {
    return axes.stream().map(AxisSource::usage).allMatch(it -> controls.position(it).isPresent());
  }

  private boolean isIn(ReportDescriptor controls) {
    return shape.fits(controls)
        && axes.stream()
                .map(AxisSource::usage)
                .distinct()
                .filter(it -> controls.position(it).isPresent())
                .count()
            >= FEWEST_AXES;
  }
}
